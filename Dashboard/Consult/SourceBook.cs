using WebhookSystem.Contracts.Sources;
using WebhookSystem.ServiceDefaults.Configure;
using WebhookSystem.Verification;

namespace WebhookSystem.Dashboard.Consult;

/// <summary>The sources as configured, for reading. A file that cannot be used is shown with its faults.</summary>
internal sealed class SourceBook
{
    public SourceBook(IConfiguration configuration)
    {
        try
        {
            var file = configuration.LoadSources();
            Version = file.Version;
            Routes = new(file.Routes);
            Sources = [.. file.Sources.Values.OrderBy(static source => source.Name, StringComparer.Ordinal)];
        }
        catch (SourcesFileException error)
        {
            Faults = error.Faults;
        }
    }

    /// <summary>The version that events stored now carry; null where the file cannot be used.</summary>
    public string? Version { get; }

    public IReadOnlyList<SourceConfiguration> Sources { get; } = [];

    /// <summary>Where releases go; the default alone where the file cannot be used.</summary>
    public Routes Routes { get; } = new([]);

    public IReadOnlyList<string> Faults { get; } = [];

    public SourceConfiguration? Find(string name) => Sources.FirstOrDefault(source => source.Name == name);

    /// <summary>How the source's requests are signed; null where its provider is not known.</summary>
    public Scheme? SchemeOf(string name) =>
        Find(name) is { } source ? Catalogue.Providers.GetValueOrDefault(source.Provider) : null;
}
