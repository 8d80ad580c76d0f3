using System.Reflection;
using System.Text.Json;

namespace WebhookSystem.Simulation.Mutants;

/// <summary>
/// Tests the simulation: each mutant is put into a copy of the code, compiled and run. A bug that no schedule notices
/// means
/// that the simulation proves less than it seems to.
/// </summary>
internal static class MutantCampaign
{
    public static string Root { get; } = typeof(MutantCampaign).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <returns>The exit code: 0 where every mutant was noticed.</returns>
    public static async Task<int> RunAsync(
        int schedules, string? only, TextWriter output, CancellationToken cancellationToken)
    {
        var mutants = Mutant.All().Where(mutant => only is null || mutant.Name == only).ToList();

        // Before minutes have gone into the others.
        foreach (var mutant in mutants)
            mutant.ApplyTo(await File.ReadAllTextAsync(Path.Combine(Root, mutant.File), cancellationToken));
        using var copy = Workshop.Copy(Root);
        var survivors = 0;
        output.WriteLine("| mutant | leaves out | caught by seed |\n|---|---|---|");
        foreach (var mutant in mutants)
        {
            var seed = await copy.SeedThatCatchesAsync(mutant, schedules, cancellationToken);
            survivors += seed is null ? 1 : 0;
            output.WriteLine($"| {mutant.Name} | {mutant.Rule} | {seed?.ToString() ?? "**none**"} |");
        }

        output.WriteLine(JsonSerializer.Serialize(
            new { mutants = mutants.Count, caught = mutants.Count - survivors, survivors }));
        return survivors == 0 ? 0 : 1;
    }
}
