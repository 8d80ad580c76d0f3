using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

internal enum ChangeOrigin { Request, TimeToLive }

/// <summary>One item's change, decided and checked: nothing of it can be refused any more.</summary>
/// <param name="Before">The item that is there, or null.</param>
/// <param name="After">The item that will be there, or null.</param>
internal sealed record Change(Table Table, RowKey Key, Item? Before, Item? After, ChangeOrigin Origin)
{
    /// <summary>A write that leaves the item as it is costs capacity, but is no event of the stream.</summary>
    public bool IsSilent => Before is null ? After is null : Before.Equals(After);
}
