using System.Diagnostics;
using System.Text.Json;

namespace WebhookSystem.Simulation.Mutants;

/// <summary>A copy of the code that mutants are put into and taken out of again.</summary>
internal sealed class Workshop : IDisposable
{
    private static readonly string[] Copied =
    [
        "Contracts", "EventPatterns", "ServiceDefaults", "Verification", "Ingress", "Orderer", "Processor",
        "tests/Simulation", "local/StandIns",
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "BannedSymbols.txt",
        ".editorconfig", "global.json", "sources.json",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("mutants-").FullName;

    private Workshop()
    {
    }

    public static Workshop Copy(string root)
    {
        var workshop = new Workshop();
        foreach (var name in Copied)
        {
            var from = Path.Combine(root, name);
            var isFolder = Directory.Exists(from);
            foreach (var file in isFolder ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [from])
            {
                var to = Path.Combine(workshop._root, Path.GetRelativePath(root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        return workshop;
    }

    /// <summary>The lowest seed under which the mutant violates something; null where none does.</summary>
    public async Task<int?> SeedThatCatchesAsync(Mutant mutant, int schedules, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_root, mutant.File);
        var code = await File.ReadAllTextAsync(path, cancellationToken);
        await File.WriteAllTextAsync(path, mutant.ApplyTo(code), cancellationToken);
        try
        {
            var built = await RunAsync(
                [
                    "build", "tests/Simulation", "-c", "Release", "-v", "q", "-p:TreatWarningsAsErrors=false",
                    "-p:RunAnalyzers=false",
                ],
                cancellationToken);
            if (built.ExitCode != 0)
                throw new InvalidOperationException($"Mutant '{mutant.Name}' does not compile:\n{built.Output}");
            var run = await RunAsync(
                ["artifacts/bin/Simulation/release/Simulation.dll", "--schedules", $"{schedules}"], cancellationToken);
            using var figures = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]);
            return figures.RootElement.GetProperty("seed").ValueKind == JsonValueKind.Number
                ? figures.RootElement.GetProperty("seed").GetInt32()
                : null;
        }
        finally
        {
            await File.WriteAllTextAsync(path, code, CancellationToken.None);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _root,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
