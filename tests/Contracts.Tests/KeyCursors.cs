using System.Runtime.CompilerServices;
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

    [Fact]
    public void A_released_entry_is_small() => Assert.Equal(24, Unsafe.SizeOf<ReleasedEntry>());

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
    public void A_ring_has_the_entries_it_was_made_of_however_they_came() =>
        Gen.Select(Released, Gen.Int[0, 60]).Sample((entries, cut) =>
        {
            var first = entries.Take(cut).ToArray();
            ReleaseRing ring = [.. first];
            ring = ring.With(entries.AsSpan(first.Length));

            Assert.Equal(entries, ring);
            Assert.Equal(entries.Length, ring.Count);
            Assert.Equal(entries, Enumerable.Range(0, ring.Count).Select(at => ring[at]));
            ReleaseRing atOnce = [.. entries];
            Assert.Equal(
                atOnce.Chunks.Select(chunk => chunk.ToArray()), ring.Chunks.Select(chunk => chunk.ToArray()));
        });

    [Fact]
    public void Chunks_that_leave_a_ring_and_those_that_stay_are_all_of_it() => Released.Sample(entries =>
    {
        ReleaseRing ring = [.. entries];
        for (var leave = 0; leave <= ring.Chunks.Length; leave++)
        {
            var rest = ring.Without(leave);
            Assert.Equal(entries, ring.Chunks.Take(leave).SelectMany(chunk => chunk).Concat(rest));
            Assert.Equal(rest.Chunks.Sum(chunk => chunk.Length), rest.Count);
        }
    });

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
    public void A_cursor_is_read_as_it_was_always_written()
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
}
