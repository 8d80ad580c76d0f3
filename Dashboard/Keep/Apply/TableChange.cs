using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Dashboard.Keep.Apply;

/// <summary>One change of the table, from its stream or read again by a scan.</summary>
/// <param name="Image">The item as it is now; null where it is gone.</param>
internal sealed record TableChange(string PartitionKey, string SortKey, Item? Image);
