using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

internal sealed record Row(RowKey Key, Item Item);

/// <summary>
/// Rows in key order, in chunks, so that a row put in the middle moves hundreds of references and not all of them.
/// Not thread-safe: the table's lock guards it.
/// </summary>
internal sealed class SortedRows
{
    private const int ChunkMax = 512;

    private readonly List<List<Row>> _chunks = [];

    public int Count { get; private set; }

    public Row? Find(RowKey key)
    {
        var (chunk, index, isFound) = Locate(key);
        return isFound ? _chunks[chunk][index] : null;
    }

    /// <summary>Puts the row in the place of one with the same key, if there is one.</summary>
    public void Put(Row row)
    {
        var (chunk, index, isFound) = Locate(row.Key);
        if (isFound)
        {
            _chunks[chunk][index] = row;
            return;
        }

        Count++;
        if (_chunks.Count == 0)
        {
            _chunks.Add([row]);
            return;
        }

        if (chunk == _chunks.Count)
            (chunk, index) = (chunk - 1, _chunks[^1].Count);
        _chunks[chunk].Insert(index, row);
        if (_chunks[chunk].Count > ChunkMax)
            Split(chunk);
    }

    public void Remove(RowKey key)
    {
        var (chunk, index, isFound) = Locate(key);
        if (!isFound)
            return;

        Count--;
        _chunks[chunk].RemoveAt(index);
        if (_chunks[chunk].Count == 0)
            _chunks.RemoveAt(chunk);
    }

    /// <summary>The rows from the first on that is not <paramref name="before"/> the wanted ones.</summary>
    public IEnumerable<Row> Ascending(Func<RowKey, bool> before)
    {
        var (chunk, index) = FirstNot(before);
        for (; chunk < _chunks.Count; chunk++, index = 0)
        {
            for (; index < _chunks[chunk].Count; index++)
                yield return _chunks[chunk][index];
        }
    }

    /// <summary>The rows backwards, beginning with the last for which <paramref name="upTo"/> holds.</summary>
    public IEnumerable<Row> Descending(Func<RowKey, bool> upTo)
    {
        var (chunk, index) = FirstNot(upTo);
        for (index--; ; index--)
        {
            for (; index < 0; index = _chunks[chunk].Count - 1)
            {
                if (--chunk < 0)
                    yield break;
            }

            yield return _chunks[chunk][index];
        }
    }

    private void Split(int chunk)
    {
        var full = _chunks[chunk];

        // Keys that only grow fill the last chunk: leave it nearly full behind and go on in a new one.
        var kept = chunk == _chunks.Count - 1 ? full.Count - (full.Count / 8) : full.Count / 2;
        _chunks.Insert(chunk + 1, full.GetRange(kept, full.Count - kept));
        full.RemoveRange(kept, full.Count - kept);
    }

    private (int Chunk, int Index, bool IsFound) Locate(RowKey key)
    {
        var (chunk, index) = FirstNot(other => other.CompareTo(key) < 0);
        return (chunk, index, chunk < _chunks.Count && _chunks[chunk][index].Key.CompareTo(key) == 0);
    }

    /// <summary>Binary search, first for the chunk by its last key, then within it.</summary>
    private (int Chunk, int Index) FirstNot(Func<RowKey, bool> before)
    {
        int low = 0, high = _chunks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (before(_chunks[middle][^1].Key))
                low = middle + 1;
            else
                high = middle;
        }

        if (low == _chunks.Count)
            return (low, 0);

        var rows = _chunks[low];
        int first = 0, last = rows.Count - 1;
        while (first < last)
        {
            var middle = (first + last) / 2;
            if (before(rows[middle].Key))
                first = middle + 1;
            else
                last = middle;
        }

        return (low, first);
    }
}
