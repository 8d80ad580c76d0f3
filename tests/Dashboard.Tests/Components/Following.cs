using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Dashboard.Keep;

namespace WebhookSystem.Dashboard.Tests.Components;

/// <summary>An open page misses no change.</summary>
public sealed class Following
{
    [Fact]
    public async Task What_changed_after_a_page_was_read_and_before_it_follows_is_told_it_at_once()
    {
        var changes = new Changes(TimeProvider.System);
        changes.Publish();

        await using var told = changes.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();

        Assert.True(await told.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Changes_within_the_pause_are_told_as_one_after_it()
    {
        var time = new FakeTimeProvider();
        var changes = new Changes(time);
        await using var told = changes.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        Assert.True(await told.MoveNextAsync());

        var next = told.MoveNextAsync().AsTask();
        changes.Publish();
        changes.Publish();
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await next.WaitAsync(TimeSpan.FromMinutes(2)));
        var further = told.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(further.IsCompleted);
        changes.Publish();
        Assert.True(await further.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [Theory]
    [InlineData(1, false, 0.5)]
    [InlineData(150, false, 1.5)]
    [InlineData(10_000, false, 4)]
    [InlineData(1, true, 4)]
    public async Task The_more_pages_are_open_or_the_reader_is_behind_the_less_often_is_one_told(
        int pages, bool isBehind, double seconds)
    {
        var time = new FakeTimeProvider();
        var changes = new Changes(time) { IsBehind = isBehind };
        var open = Enumerable.Range(0, pages)
            .Select(_ => changes.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator()).ToList();
        foreach (var page in open)
            Assert.True(await page.MoveNextAsync());
        var told = open[0].MoveNextAsync().AsTask();
        changes.Publish();

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.False(told.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await told.WaitAsync(TimeSpan.FromMinutes(2)));
        foreach (var page in open)
            await page.DisposeAsync();
    }
}
