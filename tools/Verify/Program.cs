using WebhookSystem.Verify;

switch (args)
{
    case ["--vectors", var path]:
        foreach (var vector in VectorFile.Read(path))
        {
            var judgement = Judge.Of(vector);
            Console.WriteLine($"{vector.Id}\t{(judgement.Accepts ? "accept" : "reject")}\t{judgement.Reason}");
        }

        return 0;
    case ["--pages", var directory]:
        Pages.Write(directory);
        return 0;
    default:
        await Console.Error.WriteLineAsync("""
            Usage: Verify --vectors FILE     judges each delivery: a line with its id, accept or reject, and the reason
                   Verify --pages DIRECTORY  writes the providers' pages from the catalogue
            """);
        return 1;
}
