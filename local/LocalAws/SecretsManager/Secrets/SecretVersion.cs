using System.Collections.Immutable;

namespace WebhookSystem.LocalAws.SecretsManager.Secrets;

/// <summary>A secret's value: text or bytes.</summary>
internal sealed record SecretValue(string? Text, ImmutableArray<byte>? Bytes)
{
    public bool IsSame(SecretValue other) => Text == other.Text
        && (Bytes is null) == (other.Bytes is null)
        && (Bytes is null || Bytes.Value.SequenceEqual(other.Bytes!.Value));
}

/// <summary>One version: its value never changes, the labels on it do.</summary>
internal sealed record SecretVersion(string Id, SecretValue Value, DateTimeOffset Created)
{
    public ImmutableSortedSet<string> Stages { get; init => field = value.WithComparer(StringComparer.Ordinal); } =
        ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    public DateTimeOffset? Accessed { get; init; }
}
