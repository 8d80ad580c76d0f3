using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>All changes of a transaction, or one refusal with a reason for each action.</summary>
internal static class TransactionOutcome
{
    private const long BytesMax = 4 * 1024 * 1024;

    private sealed record Reason(string Code, string? Message, Item? Item)
    {
        public static Reason None { get; } = new("None", null, null);
    }

    /// <summary>Decides every action against the items as they are. The caller holds all gates.</summary>
    public static Change[] Require(List<WriteAction> actions)
    {
        var changes = new List<Change>();
        var reasons = new List<Reason>();
        foreach (var action in actions)
        {
            var (change, reason) = Decide(action);
            reasons.Add(reason);
            if (change is not null)
                changes.Add(change);
        }

        if (changes.Count != actions.Count)
            throw Cancelled(reasons);
        return [.. changes];
    }

    /// <summary>Refuses to read items that are too large together; of writes, only what is sent counts.</summary>
    public static void RequireWithin(IEnumerable<Item?> items)
    {
        List<Item?> all = [.. items];
        if (all.Sum(static item => (long)(item?.Size ?? 0)) > BytesMax)
        {
            throw Cancelled(all.ConvertAll(static _ => new Reason(
                "ValidationError", "The aggregate size of the items in the transaction exceeds 4 MB", null)));
        }
    }

    /// <summary>The cancellation of a transaction some of whose actions do not fit their tables.</summary>
    public static AwsException Mismatched(IEnumerable<AwsException?> refusals) => Cancelled([.. refusals.Select(
        static refusal => refusal is null ? Reason.None : new Reason("ValidationError", refusal.Message, null))]);

    private static (Change? Change, Reason Reason) Decide(WriteAction action)
    {
        try
        {
            var decision = action.Decide();
            return decision.Change is { } change
                ? (change, Reason.None)
                : (null, new("ConditionalCheckFailed", "The conditional request failed",
                    action.ReturnsFound ? decision.Found : null));
        }
        catch (AwsException refusal) when (refusal.Code == "ValidationException")
        {
            return (null, new("ValidationError", refusal.Message, null));
        }
    }

    private static AwsException Cancelled(List<Reason> reasons) => new("TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons "
        + $"[{string.Join(", ", reasons.Select(static reason => reason.Code))}]")
    {
        WriteMembers = output =>
        {
            output.WriteStartArray("CancellationReasons"u8);
            foreach (var reason in reasons)
            {
                output.WriteStartObject();
                output.WriteString("Code"u8, reason.Code);
                if (reason.Message is not null)
                    output.WriteString("Message"u8, reason.Message);
                if (reason.Item is not null)
                {
                    output.WritePropertyName("Item"u8);
                    reason.Item.Write(output);
                }

                output.WriteEndObject();
            }

            output.WriteEndArray();
        },
    };
}
