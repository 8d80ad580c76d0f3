using System.Runtime.InteropServices;
using WebhookSystem.LocalAws.DynamoDb.Kept;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

// How a stream goes to disk and comes back.
internal sealed partial class TableStream
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Makes a stream that is there already, also of a table that is not.</summary>
    public TableStream(StreamState state, TimeProvider time)
    {
        (_time, Arn, Label, TableName) = (time, state.Arn, state.Label, state.TableName);
        (View, Schema, Created) = (state.View, state.Schema, state.Created);
        Restore(state);
    }

    /// <summary>Follows from the record's place, so that it is the same whenever the record is made again.</summary>
    public Guid EventIdOf(SequenceNumber number)
    {
        ReadOnlySpan<ulong> halves = [(ulong)Created.UtcTicks * Odd, (ulong)(number.Count + 1) * Odd];
        return new(MemoryMarshal.AsBytes(halves));
    }

    public StreamState State()
    {
        lock (_gate)
        {
            return new(
                Arn, Label, TableName, View, Schema, Created, ClosedAt, _next.Count,
                [.. _shards.Select(static shard => shard.State())]);
        }
    }

    /// <summary>All of it, as it stands.</summary>
    public (StreamState State, List<StreamRecord> Records) Stand()
    {
        lock (_gate)
        {
            Trim();
            var records = _shards.SelectMany(static shard => shard.From(default)).OrderBy(static one => one.Number);
            return (State(), [.. records]);
        }
    }

    /// <summary>Takes on the shards as they were.</summary>
    public void Restore(StreamState state)
    {
        lock (_gate)
        {
            (_next, ClosedAt) = (new(state.Next), state.ClosedAt);
            foreach (var known in state.Shards)
            {
                var shard = _shards.Find(shard => shard.Id == known.Id);
                if (shard is null)
                {
                    _shards.Add(shard = new(
                        known.Id, known.ParentId, known.FirstHash, known.LastHash, new(known.Start)));
                }

                shard.Restore(known);
            }
        }
    }

    /// <summary>Takes on a record as it was.</summary>
    public void Restore(StreamRecord record)
    {
        var hash = new Tables.RowKey(record.Keys[Schema.Partition.Name]!, null).Hash;
        lock (_gate)
        {
            _shards.Find(shard => hash >= shard.FirstHash && hash <= shard.LastHash
                && !(record.Number < shard.Start) && !(shard.End < record.Number))!.Append(record);
        }
    }
}
