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
}
