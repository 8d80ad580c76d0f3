using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>
/// The order of release: position, then the declared rank, then arrival, then id, so that it is total.
/// </summary>
internal sealed class HeldOrder : IComparer<HeldEntry>
{
    public static readonly HeldOrder Instance = new();

    public int Compare(HeldEntry x, HeldEntry y)
    {
        var order = x.Position.CompareTo(y.Position);
        if (order == 0)
            order = x.Rank.CompareTo(y.Rank);
        if (order == 0)
            order = x.Arrival.CompareTo(y.Arrival);
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }
}
