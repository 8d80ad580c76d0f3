using System.Diagnostics;
using System.Reflection;
using WebhookSystem.Contracts;

namespace WebhookSystem.Package;

/// <summary>Publishes a room's project and packs what came of it.</summary>
internal static class Room
{
    public static string RepositoryRoot { get; } = typeof(Room).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>Every room that is a function, and its project.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [Topology.Services.Ingress] = "Ingress",
        [Topology.Services.Processor] = "Processor",
        [Topology.Services.Orderer] = "Orderer",
        [Topology.Services.Lean] = "Lean",
    };

    public static async Task<int> PackAsync(
        string room, Processors target, bool isNative, string folder, CancellationToken cancellationToken)
    {
        var name = $"{room}-{target.ToString().ToLowerInvariant()}";
        var published = Path.Combine(folder, name);
        if (Directory.Exists(published))
            Directory.Delete(published, recursive: true);
        using var build = Process.Start("dotnet", [
            "publish", Path.Combine(RepositoryRoot, All[room]), "-c", "Release", "--nologo", "-v", "quiet",
            "-r", Toolchain.RuntimeOf(target), "-o", published,
            "-p:DebugType=none", $"-p:PathMap={RepositoryRoot}=/_/",
            .. isNative
                ? [
                    "-p:PublishAot=true", "-p:StripSymbols=true", $"-p:IlcOrderFile={StartOrder.Unpack(folder)}",
                    .. Toolchain.PropertiesOf(target),
                ]
                : (IEnumerable<string>)["--self-contained", "-p:PublishReadyToRun=true", "-p:PublishTrimmed=true"]]);
        await build.WaitForExitAsync(cancellationToken);
        if (build.ExitCode != 0)
            return build.ExitCode;

        // Lambda's own name for the program that it starts.
        File.Move(Path.Combine(published, All[room]), Path.Combine(published, FunctionZip.Bootstrap));
        var zip = Path.Combine(folder, $"{name}.zip");
        FunctionZip.Write(published, zip);
        var kind = isNative ? "Native AOT" : "ReadyToRun";
        Console.WriteLine($"{Path.GetFileName(zip),-22} {new FileInfo(zip).Length / 1e6,6:F1} MB zipped, "
            + $"{FunctionZip.ContentBytes(published) / 1e6,6:F1} MB unpacked, {kind}");
        return 0;
    }
}
