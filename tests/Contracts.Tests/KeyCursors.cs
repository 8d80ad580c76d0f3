using System.Runtime.CompilerServices;
using System.Text.Json;
using CsCheck;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Tests;

/// <summary>What a cursor holds is what was put into it, however it is kept.</summary>
public sealed class KeyCursors
{
    private static readonly Gen<Int128> Position = Gen.OneOf(
        Gen.Long.Select(low => (Int128)low),
        Gen.Select(Gen.Long, Gen.ULong).Select((high, low) => ((Int128)high << 64) + low));

    private static readonly Gen<int> Rank = Gen.Int[sbyte.MinValue, sbyte.MaxValue];

    private static readonly Gen<long> Arrival = Gen.Long[-(1L << 54), (1L << 54) - 1];

    private static readonly Gen<HeldEntry> Held = Gen.Select(Position, Rank, Arrival, Gen.String, Gen.Long)
        .Select((position, rank, arrival, id, version) => new HeldEntry(position, rank, arrival, id, version));

    private static readonly Gen<ReleaseMarks> Marks = Gen.Int[0, 15].Select(marks => (ReleaseMarks)marks);

    private static readonly Gen<ReleasedEntry> Entry = Gen.Select(Gen.String, Arrival, Marks)
        .Select((id, arrival, marks) => new ReleasedEntry(0, id, arrival, marks));

    private static readonly Gen<ReleasedEntry[]> Released = Gen.Select(Gen.Int[1, 40], Entry.Array[0, 60])
        .Select((first, entries) => entries.Select((entry, at) =>
            new ReleasedEntry(first + at, entry.Id, entry.Arrival, entry.Marks)).ToArray());

    [Fact]
    public void A_held_entry_says_what_it_was_made_of() => Gen.Select(Position, Rank, Arrival, Gen.String, Gen.Long)
        .Sample((position, rank, arrival, id, version) =>
        {
            var entry = new HeldEntry(position, rank, arrival, id, version);
            Assert.Equal(
                (position, rank, arrival, id, version),
                (entry.Position, entry.Rank, entry.Arrival, entry.Id, entry.Version));
            Assert.Equal(entry, new HeldEntry(position, rank, arrival, id, version));
            Assert.NotEqual(entry, new HeldEntry(position ^ 1, rank, arrival, id, version));
        });

    [Fact]
    public void A_held_entry_is_small() => Assert.Equal(32, Unsafe.SizeOf<HeldEntry>());

    [Fact]
    public void A_released_entry_says_what_it_was_made_of() => Gen.Select(Gen.Long, Gen.String, Arrival, Marks)
        .Sample((ordinal, id, arrival, marks) =>
        {
            var entry = new ReleasedEntry(ordinal, id, arrival, marks);
            Assert.Equal(
                (ordinal, id, arrival, marks), (entry.Ordinal, entry.Id, entry.Arrival, entry.Marks));
            Assert.Equal(entry, new ReleasedEntry(ordinal, id, arrival, marks));
            Assert.NotEqual(entry, new ReleasedEntry(ordinal, id, arrival, marks ^ ReleaseMarks.Late));
        });

    [Theory]
    [InlineData(1L << 55)]
    [InlineData(long.MinValue)]
    public void An_arrival_that_a_released_entry_has_no_room_for_is_refused(long arrival) =>
        Assert.Throws<OverflowException>(() => new ReleasedEntry(1, "e1", arrival, ReleaseMarks.None));

    [Theory]
    [InlineData(128, 1L)]
    [InlineData(-129, 1L)]
    [InlineData(0, long.MaxValue)]
    [InlineData(0, 1L << 54)]
    public void What_it_has_no_room_for_is_refused(int rank, long arrival) =>
        Assert.Throws<OverflowException>(() => new HeldEntry(1, rank, arrival, "e1", 1));

    [Fact]
    public void A_run_has_the_entries_it_was_made_of_and_so_have_its_parts() =>
        Gen.Select(Released, Gen.Int[0, 60], Gen.Int[0, 60]).Sample((entries, start, length) =>
        {
            ReleaseRun run = [.. entries];
            Assert.Equal(entries, run);
            Assert.Equal(entries, Enumerable.Range(0, run.Count).Select(at => run[at]));

            start = Math.Min(start, entries.Length);
            length = Math.Min(length, entries.Length - start);
            Assert.Equal(entries.Skip(start).Take(length), run.Slice(start, length));
            Assert.Throws<ArgumentOutOfRangeException>(() => run.Slice(start, entries.Length - start + 1));
            Assert.Throws<IndexOutOfRangeException>(() => run[entries.Length]);
        });

    /// <summary>Whatever is shared between runs, none of them sees what another adds.</summary>
    [Fact]
    public void A_run_never_changes() =>
        Gen.Select(Entry, Gen.Int[0, 7], Gen.Int[0, 40], Gen.Int[0, 40]).Array[1, 40].Sample(steps =>
        {
            List<(ReleaseRun Run, ReleasedEntry[] Entries)> runs = [(default, [])];
            foreach (var (entry, add, which, start) in steps)
            {
                var (run, entries) = runs[which % runs.Count];
                if (entries.Length > 0 && start % 3 == 0)
                    (run, entries) = (run[(start % run.Count)..], entries[(start % run.Count)..]);
                var builder = new ReleaseRunBuilder(run);
                for (var count = 0; count <= add; count++)
                {
                    var ordinal = entries.Length == 0 ? 1 + start : entries[^1].Ordinal + 1;
                    var added = new ReleasedEntry(ordinal, entry.Id, entry.Arrival, entry.Marks);
                    builder.Add(added);
                    entries = [.. entries, added];
                    if ((start >> count) % 2 == 1)
                        runs.Add((builder.ToRun(), entries));
                }

                runs.Add((builder.ToRun(), entries));
            }

            Assert.All(runs, one => Assert.Equal(one.Entries, one.Run));
        });

    [Fact]
    public void A_run_knows_what_it_contains() => Gen.Select(Released, Entry).Sample((entries, other) =>
    {
        ReleaseRun run = [.. entries];
        Assert.All(entries, entry => Assert.True(run.Contains(entry.Id, entry.Arrival)));
        Assert.Equal(
            entries.Any(entry => (entry.Id, entry.Arrival) == (other.Id, other.Arrival)),
            run.Contains(other.Id, other.Arrival));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_ordinal_that_does_not_follow_is_refused(long ordinal)
    {
        Assert.Throws<ArgumentException>(() =>
        {
            ReleaseRun run = [new(1, "e1", 1, ReleaseMarks.None), new(ordinal, "e", 1, ReleaseMarks.None)];
        });
    }

    [Fact]
    public void A_cursor_survives_its_text() => Gen.Select(Held.Array[0, 10], Released).Sample((held, released) =>
    {
        var cursor = new KeyCursor { Held = [.. held], Ring = [.. released] };
        var again = KeyCursor.Parse(cursor.ToJson());
        Assert.Equal(held, again.Held);
        Assert.Equal(released, again.Ring);
        Assert.Equal(cursor.ToJson(), again.ToJson());
    });

    [Fact]
    public void A_cursor_is_read_as_earlier_versions_wrote_it()
    {
        const string Text = """
            {"version":3,"started":true,"frontier":"4","nextOrdinal":3,"generation":0,
             "held":[
              {"position":"170141183460469231731687303715884105727","rank":-1,"arrival":9,"id":"e9","version":2}],
             "ring":[{"ordinal":1,"id":"e1","arrival":1,"marks":0},{"ordinal":2,"id":"e2","arrival":2,"marks":8}],
             "missing":[],"newestArrival":2,"loggedArrival":-9223372036854775808}
            """;
        var cursor = KeyCursor.Parse(Text);

        Assert.Equal([new HeldEntry(Int128.MaxValue, -1, 9, "e9", 2)], cursor.Held);
        ReleasedEntry[] released = [new(1, "e1", 1, ReleaseMarks.None), new(2, "e2", 2, ReleaseMarks.Reordered)];
        Assert.Equal(released, cursor.Ring);
    }

    [Fact]
    public void A_run_is_written_in_columns()
    {
        var cursor = new KeyCursor
        {
            Ring = [new(7, "a", 1_000_000, ReleaseMarks.None), new(8, "b", 1_000_250, ReleaseMarks.Late)],
        };

        Assert.Contains(
            """
            "ring":{"first":7,"ids":["a","b"],"arrivals":[1000000,250],"marks":[0,1]}
            """,
            cursor.ToJson());
        Assert.Contains(
            """
            "ring":{"first":0,"ids":[],"arrivals":[]}
            """,
            new KeyCursor().ToJson());
    }

    [Theory]
    [InlineData("""{"first":1,"ids":["a"],"arrivals":[]}""")]
    [InlineData("""{"first":1,"ids":["a"],"arrivals":[1],"marks":[0,0]}""")]
    [InlineData("""{"first":1,"ids":[null],"arrivals":[1]}""")]
    [InlineData("""{"first":1,"arrivals":[1]}""")]
    [InlineData("""[{"ordinal":1,"id":"a","arrival":1,"marks":0},{"ordinal":3,"id":"b","arrival":1,"marks":0}]""")]
    [InlineData("null")]
    [InlineData("7")]
    public void What_is_no_run_is_refused_as_such(string ring) =>
        Assert.Throws<JsonException>(() => KeyCursor.Parse($$"""{"ring":{{ring}}}"""));
}
