using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;

namespace WebhookSystem.Orderer.Tests;

/// <summary>Which cursors a process still knows.</summary>
public sealed class Remembering
{
    private static readonly KeyName Key = new("source", "key");

    private readonly FakeTimeProvider _time = new();
    private readonly RecentKeys _recent;

    public Remembering() => _recent = new(_time);

    [Fact]
    public void A_key_is_known_as_it_was_kept_last_and_taken_once()
    {
        _recent.Keep(Key, new() { Version = 1, NextOrdinal = 2 });
        _recent.Keep(Key, new() { Version = 2, NextOrdinal = 3 });

        var taken = _recent.Take(Key);

        Assert.Equal((2, 2), (taken!.Cursor.Version, taken.Sent));
        Assert.Null(_recent.Take(Key));
    }

    [Fact]
    public void A_key_that_goes_on_is_known_whatever_else_comes()
    {
        for (var other = 0; other < 3 * RecentKeys.EntriesMax; other++)
        {
            _recent.Keep(Key, new());
            _recent.Keep(new("source", $"other{other}"), new());
            Assert.NotNull(_recent.Take(Key));
        }
    }

    [Fact]
    public void A_key_that_does_not_go_on_makes_room()
    {
        _recent.Keep(Key, new());
        for (var other = 0; other <= RecentKeys.EntriesMax; other++)
            _recent.Keep(new("source", $"other{other}"), new());

        Assert.Null(_recent.Take(Key));
    }

    [Fact]
    public void A_cursor_counts_by_what_it_holds()
    {
        var cursor = new KeyCursor
        {
            Held = [.. Enumerable.Range(1, 1000).Select(at => new HeldEntry(at, 0, at, $"id{at}", 1))],
        };
        _recent.Keep(Key, new());
        for (var other = 0; other <= RecentKeys.EntriesMax / 1000; other++)
            _recent.Keep(new("source", $"other{other}"), cursor);

        Assert.Null(_recent.Take(Key));
    }

    [Fact]
    public void A_cursor_that_others_have_long_changed_is_not_tried()
    {
        _recent.Keep(Key, new());
        _time.Advance(Topology.Limits.InvocationAgeMax);

        Assert.Null(_recent.Take(Key));
    }
}
