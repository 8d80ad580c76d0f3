using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>One shard being read: its iterator, and where it goes on when that expires.</summary>
internal sealed class OpenShard(IAmazonDynamoDBStreams streams, string arn, string id, string? position)
{
    private string? _iterator;

    public string Id => id;

    /// <summary>The last sequence number read.</summary>
    public string? Position { get; private set; } = position;

    /// <summary>It was found empty once: what comes now is new.</summary>
    public bool IsCaughtUp { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>The next records; none where there is nothing new.</summary>
    /// <exception cref="TrimmedDataAccessException">Records after <see cref="Position"/> are gone unread.</exception>
    public async Task<IReadOnlyList<Record>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _iterator ??= await StartAsync(cancellationToken);
            var page = await streams.GetRecordsAsync(
                new GetRecordsRequest { ShardIterator = _iterator }, cancellationToken);
            _iterator = page.NextShardIterator;
            HasEnded = _iterator is null;
            if (page.Records is not { Count: > 0 } records)
            {
                IsCaughtUp = true;
                return [];
            }

            Position = records[^1].Dynamodb.SequenceNumber;
            return records;
        }
        catch (ExpiredIteratorException)
        {
            _iterator = null;
            return [];
        }
    }

    private async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        var answer = await streams.GetShardIteratorAsync(
            new GetShardIteratorRequest
            {
                StreamArn = arn,
                ShardId = id,
                SequenceNumber = Position,
                ShardIteratorType = Position is null
                    ? ShardIteratorType.TRIM_HORIZON
                    : ShardIteratorType.AFTER_SEQUENCE_NUMBER,
            },
            cancellationToken);
        return answer.ShardIterator;
    }
}
