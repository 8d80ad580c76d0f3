using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>The shards that may be read now: a child only after its parent is read to the end.</summary>
internal sealed class ShardSet(IAmazonDynamoDBStreams streams, Checkpoints checkpoints, string arn)
{
    private readonly Dictionary<string, OpenShard> _open = new(StringComparer.Ordinal);

    public IReadOnlyCollection<OpenShard> Open => _open.Values;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var known = checkpoints.Shards();
        var shards = await DescribeAsync(cancellationToken);
        var ids = shards.Select(static shard => shard.ShardId).ToHashSet(StringComparer.Ordinal);
        foreach (var shard in shards)
        {
            var at = known.GetValueOrDefault(shard.ShardId);
            var waits = shard.ParentShardId is { } parent && ids.Contains(parent)
                && known.GetValueOrDefault(parent) is not { Ended: true };
            if (at is not { Ended: true } && !waits)
                _open.TryAdd(shard.ShardId, new(streams, arn, shard.ShardId, at?.Position));
        }
    }

    public void Close(OpenShard shard) => _open.Remove(shard.Id);

    private async Task<IReadOnlyList<Shard>> DescribeAsync(CancellationToken cancellationToken)
    {
        var shards = new List<Shard>();
        string? after = null;
        do
        {
            var answer = await streams.DescribeStreamAsync(
                new DescribeStreamRequest { StreamArn = arn, ExclusiveStartShardId = after }, cancellationToken);
            shards.AddRange(answer.StreamDescription.Shards ?? []);
            after = answer.StreamDescription.LastEvaluatedShardId;
        }
        while (after is not null);

        return shards;
    }
}
