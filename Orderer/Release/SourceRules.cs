using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Orderer.Release;

/// <summary>
/// The ordering of each source. An event whose source is no longer configured is released as it comes.
/// </summary>
internal sealed class SourceRules(IReadOnlyDictionary<string, SourceConfiguration> sources)
{
    public SourceConfiguration For(string source) =>
        sources.GetValueOrDefault(source) ?? new SourceConfiguration { Name = source, Provider = "" };
}
