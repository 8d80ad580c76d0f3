using System.CommandLine;
using WebhookSystem.Package;

var processors = new Option<Processors>("--processors")
{
    Description = "arm64 or x64",
    DefaultValueFactory = static _ => Processors.Arm64,
};
var readyToRun = new Option<bool>("--ready-to-run") { Description = "Not Native AOT: needs no C toolchain" };
var output = new Option<DirectoryInfo?>("--output") { Description = "Folder of the zip files: artifacts/package" };
var rooms = new Argument<string[]>("rooms")
{
    Description = "ingress, processor, orderer, lean; none: all of them",
    Arity = ArgumentArity.ZeroOrMore,
};
var command = new RootCommand("Builds the functions' zip files as AWS Lambda wants them.")
{
    processors, readyToRun, output, rooms,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    var target = parsed.GetValue(processors);
    var asked = parsed.GetValue(rooms) is { Length: > 0 } named ? named : [.. Room.All.Keys];
    var unknown = asked.Except(Room.All.Keys).ToList();
    if (unknown.Count > 0)
    {
        await Console.Error.WriteLineAsync(
            $"No room: {string.Join(", ", unknown)}. There are: {string.Join(", ", Room.All.Keys)}.");
        return 1;
    }

    var folder = parsed.GetValue(output)?.FullName ?? Path.Combine(Room.RepositoryRoot, "artifacts", "package");
    var isNative = !parsed.GetValue(readyToRun) && Toolchain.IsThere(target);
    foreach (var room in asked)
    {
        if (await Room.PackAsync(room, target, isNative, folder, cancellationToken) is var code and not 0)
            return code;
    }

    return 0;
});
return await command.Parse(args).InvokeAsync();
