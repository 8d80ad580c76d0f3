using WebhookSystem.Verify;

if (args is not ["--vectors", var path])
{
    await Console.Error.WriteLineAsync("""
        Usage: Verify --vectors FILE
        Prints a line for each vector: its id, accept or reject, and the reason.
        """);
    return 1;
}

foreach (var vector in VectorFile.Read(path))
{
    var judgement = Judge.Of(vector);
    Console.WriteLine($"{vector.Id}\t{(judgement.Accepts ? "accept" : "reject")}\t{judgement.Reason}");
}

return 0;
