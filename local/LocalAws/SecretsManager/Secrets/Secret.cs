using System.Collections.Immutable;

namespace WebhookSystem.LocalAws.SecretsManager.Secrets;

/// <summary>A secret with its versions, as it stands until another state takes its place.</summary>
internal sealed record Secret(string Name, string Arn, DateTimeOffset Created)
{
    public string? Description { get; init; }

    public string? KmsKeyId { get; init; }

    public DateTimeOffset Changed { get; init; } = Created;

    public DateTimeOffset? Accessed { get; init; }

    /// <summary>When its deletion was asked for, and when it is gone for good.</summary>
    public (DateTimeOffset Asked, DateTimeOffset Final)? Deletion { get; init; }

    /// <summary>Null until it is tagged for the first time; then told even when empty.</summary>
    public ImmutableSortedDictionary<string, string>? Tags { get; init; }

    /// <summary>In the order of their creation.</summary>
    public ImmutableList<SecretVersion> Versions { get; init; } = [];

    public SecretVersion? Version(string id) => Versions.Find(version => version.Id == id);

    public SecretVersion? Staged(string stage) => Versions.Find(version => version.Stages.Contains(stage));

    /// <summary>Adds a version under these labels.</summary>
    public Secret Add(SecretVersion version, IEnumerable<string> stages)
    {
        var before = Staged(Stages.Current);
        var added = stages.Aggregate(
            this with { Versions = Versions.Add(version) }, (secret, stage) => secret.Move(stage, version.Id));

        // A new value in place of a current one ends a rotation that had been pending on that one.
        return before is not null && added.Staged(Stages.Current)?.Id != before.Id
            ? added.Relabel(before.Id, static labels => labels.Remove(Stages.Pending))
            : added;
    }

    /// <summary>Moves a label to a version, or with null off; what was current becomes the previous one.</summary>
    public Secret Move(string stage, string? toVersionId)
    {
        var from = Staged(stage);
        var moved = from is null ? this : Relabel(from.Id, labels => labels.Remove(stage));
        if (toVersionId is not null)
            moved = moved.Relabel(toVersionId, labels => labels.Add(stage));
        return stage == Stages.Current && from is not null && from.Id != toVersionId
            ? moved.Move(Stages.Previous, from.Id)
            : moved;
    }

    public Secret Access(string versionId, DateTimeOffset now)
    {
        // The service keeps the day only.
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var version = Version(versionId)!;
        return this with { Accessed = day, Versions = Versions.Replace(version, version with { Accessed = day }) };
    }

    private Secret Relabel(string versionId, Func<ImmutableSortedSet<string>, ImmutableSortedSet<string>> change)
    {
        var version = Version(versionId)!;
        return this with
        {
            Versions = Versions.Replace(version, version with { Stages = change(version.Stages) }),
        };
    }
}
