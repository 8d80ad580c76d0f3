using System.Globalization;
using System.Text;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>A reader's place in a shard, as an opaque text that is good for a quarter of an hour.</summary>
/// <param name="From">The number to read on from; zero is the oldest record there is.</param>
internal sealed record ShardIterator(string StreamArn, string ShardId, SequenceNumber From, DateTimeOffset Issued)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static AwsException Trimmed() => new(
        "TrimmedDataAccessException", "The operation attempted to read past the oldest stream record in a shard.");

    public static ShardIterator Parse(string text, DateTimeOffset now)
    {
        var parts = text.Split('|');
        if (parts.Length != 3 || Decode(parts[2]) is not [var shardId, var from, var issued]
            || !long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !long.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            throw Refusals.Validation("Invalid ShardIterator");

        var iterator = new ShardIterator(
            parts[0], shardId, new(count), DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return now - iterator.Issued <= Lifetime
            ? iterator
            : throw new AwsException("ExpiredIteratorException", "The shard iterator has expired: it was issued at "
                + $"{iterator.Issued:O}, and is good for 15 minutes.");
    }

    public override string ToString()
    {
        var place = string.Create(
            CultureInfo.InvariantCulture, $"{ShardId} {From.Count} {Issued.ToUnixTimeMilliseconds()}");
        return $"{StreamArn}|1|{Convert.ToBase64String(Encoding.UTF8.GetBytes(place))}";
    }

    private static string[] Decode(string place)
    {
        var bytes = new byte[place.Length];
        return Convert.TryFromBase64String(place, bytes, out var written)
            ? Encoding.UTF8.GetString(bytes, 0, written).Split(' ')
            : [];
    }
}
