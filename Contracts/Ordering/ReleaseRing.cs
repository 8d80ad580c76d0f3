using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>
/// A key's last releases, ascending by ordinal, in the chunks in which the log will have them: what is added copies one
/// of them at most, and what leaves for the log is copied nowhere. Never changed; in JSON it is one array.
/// </summary>
[CollectionBuilder(typeof(ReleaseRing), nameof(Create))]
[JsonConverter(typeof(ReleaseRingConverter))]
public sealed class ReleaseRing : IReadOnlyList<ReleasedEntry>
{
    public static readonly ReleaseRing Empty = new([], 0);

    private ReleaseRing(ImmutableArray<ImmutableArray<ReleasedEntry>> chunks, int count)
    {
        Chunks = chunks;
        Count = count;
    }

    /// <summary>By <see cref="LogChunk.NumberOf"/>; the first and the last may lack some of theirs.</summary>
    public ImmutableArray<ImmutableArray<ReleasedEntry>> Chunks { get; }

    public int Count { get; }

    public ReleasedEntry this[int index]
    {
        get
        {
            var chunk = 0;
            for (; index >= Chunks[chunk].Length; chunk++)
                index -= Chunks[chunk].Length;
            return Chunks[chunk][index];
        }
    }

    public static ReleaseRing Create(ReadOnlySpan<ReleasedEntry> entries) => Empty.With(entries);

    /// <param name="added">With ordinals above those that are here.</param>
    public ReleaseRing With(ReadOnlySpan<ReleasedEntry> added)
    {
        if (added.Length == 0)
            return this;
        var chunks = ImmutableArray.CreateBuilder<ImmutableArray<ReleasedEntry>>(
            Chunks.Length + (added.Length / Topology.Limits.LogChunkEntries) + 2);
        chunks.AddRange(Chunks);
        for (var rest = added; rest.Length > 0;)
        {
            var number = LogChunk.NumberOf(rest[0].Ordinal);
            var count = 1;
            while (count < rest.Length && LogChunk.NumberOf(rest[count].Ordinal) == number)
                count++;
            if (chunks.Count > 0 && LogChunk.NumberOf(chunks[^1][0].Ordinal) == number)
                chunks[^1] = [.. chunks[^1].AsSpan(), .. rest[..count]];
            else
                chunks.Add([.. rest[..count]]);
            rest = rest[count..];
        }

        return new(chunks.DrainToImmutable(), Count + added.Length);
    }

    /// <param name="chunks">How many of the first chunks have left.</param>
    public ReleaseRing Without(int chunks)
    {
        var count = Count;
        foreach (var chunk in Chunks.AsSpan()[..chunks])
            count -= chunk.Length;
        return new(Chunks[chunks..], count);
    }

    public IEnumerator<ReleasedEntry> GetEnumerator()
    {
        foreach (var chunk in Chunks)
        {
            foreach (var entry in chunk)
                yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
