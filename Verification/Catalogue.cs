using System.Text.Json;
using WebhookSystem.Verification.Entries;

namespace WebhookSystem.Verification;

/// <summary>The providers that are known by data.</summary>
public static class Catalogue
{
    public static IReadOnlyDictionary<string, Scheme> Providers { get; } = Own();

    /// <summary>Reads entries by name.</summary>
    /// <exception cref="CatalogueException">Every fault that was found, each with its line, its place and its reason.
    /// </exception>
    public static IReadOnlyDictionary<string, Scheme> Parse(ReadOnlyMemory<byte> json)
    {
        using var document = Open(json);
        var faults = new Faults(json);
        var entries = new Member(faults, Place: "", Name: "", document.RootElement).ByName(SchemeReader.Read);
        if (faults.All.Count == 0)
            Judge(document.RootElement, entries, faults);
        return faults.All.Count == 0 ? entries : throw new CatalogueException(faults.All);
    }

    /// <summary>The entry, and after it those for the other forms of its provider's requests.</summary>
    public static IEnumerable<Scheme> FormsOf(string provider) => Providers.Where(entry => entry.Key == provider)
        .Concat(Providers.Where(entry => entry.Value.FormOf == provider)).Select(entry => entry.Value);

    private static void Judge(JsonElement root, Dictionary<string, Scheme> entries, Faults faults)
    {
        foreach (var (name, scheme) in entries)
        {
            var entry = root.GetProperty(name);
            EntryRules.Judge(name, entry, scheme, faults);
            if (scheme.FormOf is { } other && !entries.ContainsKey(other))
                faults.Add(entry, $"/{name}/formOf", "there is no such entry.");
        }
    }

    private static JsonDocument Open(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new CatalogueException([$"line {fault.LineNumber + 1}: {fault.Message}"]);
        }
    }

    private static EntriesWhenAsked Own()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("providers.json")
            ?? throw new InvalidOperationException("The catalogue is not part of the assembly.");
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return new EntriesWhenAsked(json);
    }
}

/// <summary>The catalogue cannot be used; the message lists every fault.</summary>
public sealed class CatalogueException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
