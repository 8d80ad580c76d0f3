namespace WebhookSystem.LocalAws.Sqs.Settings;

/// <summary>A queue's name, ARN and address.</summary>
internal static class QueueNames
{
    public const string Account = "000000000000";
    public const string FifoSuffix = ".fifo";

    private const string ArnPrefix = $"arn:aws:sqs:us-east-1:{Account}:";
    private const int CharactersMax = 80;

    public static string ArnOf(string name) => ArnPrefix + name;

    /// <summary>The name in the ARN; null where the ARN is of another account, region or service.</summary>
    public static string? NameIn(string arn) =>
        arn.StartsWith(ArnPrefix, StringComparison.Ordinal) ? arn[ArnPrefix.Length..] : null;

    /// <summary>The name at the end of a queue's URL, whose host does not matter, or the bare name.</summary>
    public static string? NameAt(string url)
    {
        var parts = url.Split('/');
        return parts is [_] || parts[^2] == Account ? parts[^1] : null;
    }

    public static void Check(string name, bool fifo)
    {
        if (fifo != name.EndsWith(FifoSuffix, StringComparison.Ordinal))
        {
            throw Refusals.InvalidParameter(fifo
                ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must "
                    + "end with .fifo suffix and be 1 to 80 in length."
                : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }

        var stem = fifo ? name[..^FifoSuffix.Length] : name;
        if (name.Length > CharactersMax || stem.Length == 0
            || !stem.All(static one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_'))
        {
            throw Refusals.InvalidParameter(
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }
}
