using System.Collections.Frozen;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Extract.Find;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Receive;

/// <summary>The sources of sources.json, each held against the provider catalogue.</summary>
internal sealed class KnownSources
{
    private const string StrangersProvider = "github";

    private readonly FrozenDictionary<string, KnownSource> _sources;

    /// <exception cref="SourcesFileException">Every fault that was found, each with its place and its cure.</exception>
    public KnownSources(SourcesFile file)
    {
        var faults = file.Sources.Values.SelectMany(Faults).ToArray();
        if (faults.Length > 0)
            throw new SourcesFileException(faults);
        _sources = file.Sources.Values
            .Select(source => new KnownSource(source, Catalogue.Providers[source.Provider], file.Version))
            .ToFrozenDictionary(source => source.Name, StringComparer.Ordinal);
    }

    /// <summary>
    /// Stands for every source that there is none of: its requests are judged like any others, so that no answer and
    /// no clock tells which sources there are, and none is ever believed.
    /// </summary>
    public static KnownSource Stranger { get; } = new(
        new() { Name = "", Provider = StrangersProvider }, Catalogue.Providers[StrangersProvider], "");

    public KnownSource? Find(string name) => _sources.GetValueOrDefault(name);

    /// <summary>Those that let through what cannot be verified.</summary>
    public IEnumerable<string> Monitored => _sources.Values
        .Where(source => source.Configuration.Verification == VerificationMode.Monitor).Select(source => source.Name);

    /// <summary>Those whose key stands where nothing is signed.</summary>
    public IEnumerable<string> UnsignedKeys => _sources.Values
        .Where(source => source.Configuration.UnsignedKey == UnsignedKey.Accept
            && source.Configuration.Key.Any(key => !source.Scheme.Signs(key)))
        .Select(source => source.Name);

    /// <summary>The largest body that any source admits.</summary>
    public int BodyBytesMax =>
        _sources.Values.Select(source => source.Configuration.BodyBytesMax).DefaultIfEmpty().Max();

    private static IEnumerable<string> Faults(SourceConfiguration source)
    {
        var place = $"/sources/{source.Name}";
        if (!Catalogue.Providers.TryGetValue(source.Provider, out var scheme))
        {
            var alike = Catalogue.Providers.Keys
                .Where(name => name[..2] == source.Provider[..Math.Min(2, source.Provider.Length)])
                .Order(StringComparer.Ordinal);
            yield return $"{place}/provider: '{source.Provider}' is not in the catalogue. "
                + $"Alike are: {string.Join(", ", alike)}. All that are stand in docs/providers.";
        }

        foreach (var key in source.Key.Where(key => scheme?.Signs(key) == false
            && source.UnsignedKey == UnsignedKey.Refuse))
        {
            yield return $"{place}/key: {source.Provider} does not sign {key}. Whoever captured a request could send "
                + "it again under another key, as a new event. Name a place that is signed, or accept that by "
                + "\"unsignedKey\": \"accept\".";
        }

        if (source.Key.Count + source.Position.Count > Wanted.PlacesMax)
            yield return $"{place}: more than {Wanted.PlacesMax} places for key and position. Name fewer.";
    }
}
