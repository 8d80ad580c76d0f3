using System.Text.Json;

namespace WebhookSystem.Simulation.Mutants;

/// <summary>A bug that somebody could make: one edit of one file.</summary>
/// <param name="Find">Stands in the file exactly once; lines of any indentation.</param>
/// <param name="Rule">What the bug leaves out.</param>
internal sealed record Mutant(string Name, string Rule, string File, string Find, string Replace)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Mutant> All()
    {
        using var stream = typeof(Mutant).Assembly.GetManifestResourceStream("mutants.json")
            ?? throw new InvalidOperationException("The list of mutants is not part of the assembly.");
        return JsonSerializer.Deserialize<List<Mutant>>(stream, Options) ?? [];
    }

    /// <exception cref="InvalidOperationException">The code has changed: the mutant does not fit it any
    /// more.</exception>
    public string ApplyTo(string code)
    {
        var at = code.IndexOf(Find, StringComparison.Ordinal);
        if (at < 0 || code.IndexOf(Find, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidOperationException(
                $"Mutant '{Name}': its text must stand in {File} exactly once. Adapt it.");
        }

        return string.Concat(code.AsSpan(0, at), Replace, code.AsSpan(at + Find.Length));
    }
}
