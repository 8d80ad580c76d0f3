using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.Lambda.Kept;

/// <summary>What Lambda keeps something about.</summary>
internal enum LambdaKind { Function, Mapping, Pipe, Progress }

/// <summary>
/// Lambda's state by name, as the log sees it. There is little of it, so it is held here once more as it was written:
/// the catalogues wait for functions to end, and a snapshot must not wait for them.
/// </summary>
internal sealed class LambdaLog(Journal journal)
{
    private readonly UnitGate _gate = new(journal, KeptService.Lambda);
    private readonly SortedDictionary<(LambdaKind Kind, string Name), byte[]?> _states = [];

    /// <summary>Says how something is now.</summary>
    public void Set<T>(LambdaKind kind, string name, T state)
    {
        if (!journal.IsKept)
            return;
        using (_gate.Enter())
        {
            var json = new EntryWriter();
            json.Json(state, LambdaJson.Options);
            Change(kind, name, json.Written.ToArray());
        }
    }

    /// <summary>Says that something is no more, nor anything said of it by <paramref name="name"/> and more.</summary>
    public void Remove(LambdaKind kind, string name)
    {
        using (_gate.Enter())
        {
            Change(kind, name, null);
            foreach (var (of, progress) in _states.Keys.ToArray())
            {
                if (of == LambdaKind.Progress && progress.StartsWith(ReaderOf(kind, name), StringComparison.Ordinal))
                    Change(of, progress, null);
            }
        }
    }

    /// <summary>All that is known of a kind, by name.</summary>
    public IReadOnlyList<(string Name, T State)> All<T>(LambdaKind kind)
    {
        using (_gate.Enter())
        {
            return [.. _states.Where(one => one.Key.Kind == kind).Select(static one =>
                (one.Key.Name, new EntryReader(one.Value).Json<T>(LambdaJson.Options)))];
        }
    }

    /// <summary>What stands before a shard in the name of a reader's progress.</summary>
    public static string ReaderOf(LambdaKind kind, string name) => $"{kind} {name} ";

    public void Replay(EntryReader record)
    {
        var (kind, name) = (Enum.Parse<LambdaKind>(record.Text()), record.Text());
        if (record.Flag())
            _states[(kind, name)] = record.Bytes();
        else
            _states.Remove((kind, name));
    }

    public IDisposable Hold() => _gate.Enter();

    public IEnumerable<Action<EntryWriter>> Capture()
    {
        var states = _states.ToArray();
        return states.Select<KeyValuePair<(LambdaKind Kind, string Name), byte[]?>, Action<EntryWriter>>(
            static one => output => Write(output, one.Key.Kind, one.Key.Name, one.Value));
    }

    private void Change(LambdaKind kind, string name, byte[]? state)
    {
        if (state is not null)
            _states[(kind, name)] = state;
        else if (!_states.Remove((kind, name)))
            return;
        if (_gate.Unit is { } unit)
            Write(unit, kind, name, state);
    }

    private static void Write(EntryWriter output, LambdaKind kind, string name, byte[]? state)
    {
        output.Text(kind.ToString()).Text(name).Flag(state is not null);
        if (state is not null)
            output.Bytes(state);
    }
}
