using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Backlogs;

/// <summary>Orders messages of one queue.</summary>
internal sealed class ByArrival : IComparer<Message>
{
    public static readonly ByArrival Instance = new();

    public int Compare(Message? x, Message? y) => x!.Ordinal.CompareTo(y!.Ordinal);
}
