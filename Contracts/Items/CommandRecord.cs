using WebhookSystem.Contracts.Commands;

namespace WebhookSystem.Contracts.Items;

/// <summary>
/// The audit trail: what was asked, by whom, and what came of it. Under <c>command#{id}</c>, beside the key that it was
/// about, or in the collection of <see cref="Topology.Table.Operator"/>.
/// </summary>
/// <param name="Action">The command's kind, or what else an operator did.</param>
/// <param name="Outcome">In words, for people.</param>
public sealed record CommandRecord(
    string CommandId, string Action, string? Source, string? Key, string? EventId, string? Route, string RequestedBy,
    DateTimeOffset RequestedAt, DateTimeOffset DoneAt, bool DryRun, string Outcome)
{
    private const string ActionAttribute = "action";
    private const string RouteAttribute = "route";
    private const string RequestedByAttribute = "requestedBy";
    private const string RequestedAtAttribute = "requestedAt";
    private const string DoneAtAttribute = "doneAt";
    private const string DryRunAttribute = "dryRun";
    private const string OutcomeAttribute = "outcome";

    public static CommandRecord Of(OperatorCommand command, string outcome, DateTimeOffset now) => new(
        command.CommandId, command.Kind.ToString(), command.Source, command.Key, command.EventId, command.Route,
        command.RequestedBy, command.RequestedAt, now, command.DryRun, outcome);

    public Item ToItem()
    {
        var collection = Source is { } source && Key is { } key
            ? Topology.Table.CollectionOf(source, key)
            : Topology.Table.Operator;
        var item = new Item(collection, Topology.Table.CommandKey(CommandId));
        item.SetText(ActionAttribute, Action);
        item.SetText(Attributes.Source, Source);
        item.SetText(Attributes.OrderingKey, Key);
        item.SetText(Attributes.EventId, EventId);
        item.SetText(RouteAttribute, Route);
        item.SetText(RequestedByAttribute, RequestedBy);
        item.SetInstant(RequestedAtAttribute, RequestedAt);
        item.SetInstant(DoneAtAttribute, DoneAt);
        item.SetWhole(DryRunAttribute, DryRun ? 1 : 0);
        item.SetText(OutcomeAttribute, Outcome);
        item.SetWhole(Topology.Table.TimeToLive, (DoneAt + Topology.Table.CommandRetention).ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="ItemException">The item is no record of a command.</exception>
    public static CommandRecord Read(Item item) => new(
        item.SortKey[Topology.Table.CommandPrefix.Length..],
        item.Text(ActionAttribute),
        item.TextOrNull(Attributes.Source),
        item.TextOrNull(Attributes.OrderingKey),
        item.TextOrNull(Attributes.EventId),
        item.TextOrNull(RouteAttribute),
        item.Text(RequestedByAttribute),
        item.Instant(RequestedAtAttribute),
        item.Instant(DoneAtAttribute),
        item.Whole(DryRunAttribute) != 0,
        item.Text(OutcomeAttribute));
}
