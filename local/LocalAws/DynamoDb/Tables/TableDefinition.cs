namespace WebhookSystem.LocalAws.DynamoDb.Tables;

internal enum BillingMode { Provisioned, PayPerRequest }

internal enum ProjectionType { All, KeysOnly, Include }

internal sealed record Throughput(long ReadUnits, long WriteUnits)
{
    public static Throughput OnDemand { get; } = new(0, 0);
}

/// <summary>An index as it was declared.</summary>
internal sealed record IndexDefinition(
    string Name, bool IsGlobal, KeySchema Schema, ProjectionType Projection, IReadOnlyList<string> NonKeyAttributes)
{
    public Throughput Throughput { get; init; } = Throughput.OnDemand;
}

/// <summary>A table as it was declared: everything that is not data.</summary>
internal sealed record TableDefinition
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required Guid Id { get; init; }

    public required KeySchema Schema { get; init; }

    public required IReadOnlyList<KeyAttribute> Attributes { get; init; }

    public required IReadOnlyList<IndexDefinition> Indexes { get; init; }

    public required BillingMode BillingMode { get; init; }

    public required Throughput Throughput { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last put on demand; null where it never was.</summary>
    public DateTimeOffset? OnDemandSince { get; init; }

    public bool IsDeletionProtected { get; init; }

    /// <summary>The attribute that holds the expiry in epoch seconds, or null where nothing expires.</summary>
    public string? TimeToLiveAttribute { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
