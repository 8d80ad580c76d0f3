namespace WebhookSystem.KillPoints;

/// <summary>Which moment of a call.</summary>
internal enum Moment
{
    /// <summary>It is about to be sent.</summary>
    Before,

    /// <summary>It took effect: its answer is here, and nobody has acted upon it.</summary>
    After,

    /// <summary>The one who was called has done it, and has not answered.</summary>
    Unanswered,
}

/// <summary>A place in a process at which it can be killed.</summary>
/// <param name="Calls">Ends of the call's target; its path where it has no target.</param>
/// <param name="Containing">What the call's body holds; empty: anything.</param>
internal sealed record Point(string Service, string Name, Moment Moment, string[] Calls, string Containing = "")
{
    /// <summary>The sort keys of what the Orderer puts: see the table in Contracts.</summary>
    private const string CursorItem = "\"cursor\"";
    private const string LogItem = "\"log#";
    private const string MarkItem = "\"sent\"";

    private static readonly string[] Answer = ["/response"];
    private static readonly string[] Together = ["DynamoDB_20120810.BatchExecuteStatement"];
    private static readonly string[] Put = ["DynamoDB_20120810.PutItem", .. Together];
    private static readonly string[] Update = ["DynamoDB_20120810.UpdateItem", .. Together];
    private static readonly string[] Send = ["AmazonSQS.SendMessage"];
    private static readonly string[] SendBatch = ["AmazonSQS.SendMessageBatch"];
    private static readonly string[] Changes =
        [.. Put, .. Update, .. Send, .. SendBatch, "AmazonSQS.DeleteMessage", "AmazonSQS.DeleteMessageBatch"];

    public static IReadOnlyList<Point> All { get; } =
    [
        new("ingress", "after-send", Moment.After, [.. Send, .. SendBatch]),
        new("processor", "after-put", Moment.After, Put),
        new("processor", "before-answer", Moment.Before, Answer),
        new("orderer", "after-log", Moment.After, Put, LogItem),
        new("orderer", "after-commit", Moment.After, Put, CursorItem),
        new("orderer", "after-arm", Moment.After, Send),
        new("orderer", "after-send", Moment.After, SendBatch),
        new("orderer", "after-mark", Moment.After, Update, MarkItem),
        new("orderer", "before-answer", Moment.Before, Answer),
        new("localaws", "after-write", Moment.Unanswered, Changes),
    ];

    public bool IsOf(string call) => Calls.Any(one => call.EndsWith(one, StringComparison.Ordinal));

    public override string ToString() => $"{Service}.{Name}";
}
