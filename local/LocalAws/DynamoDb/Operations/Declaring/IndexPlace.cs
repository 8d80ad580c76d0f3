namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

/// <summary>Where in a request an index is declared, as refusals name it.</summary>
internal readonly record struct IndexPlace(bool IsGlobal, string Path)
{
    /// <summary>One that is added to a table: only one of a request's updates may do that.</summary>
    public static IndexPlace Added { get; } = new(true, "globalSecondaryIndexUpdates.1.member.create.");

    public static IndexPlace Local(int number) => new(false, $"localSecondaryIndexes.{number}.member.");

    public static IndexPlace Global(int number) => new(true, $"globalSecondaryIndexes.{number}.member.");
}
