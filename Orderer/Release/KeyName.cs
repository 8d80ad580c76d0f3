namespace WebhookSystem.Orderer.Release;

/// <summary>An ordering key of a source.</summary>
internal readonly record struct KeyName(string Source, string Key);
