namespace WebhookSystem.LocalAws.Tests.Lambda;

/// <summary>Looks again until a condition holds, and fails when it never does.</summary>
internal static class Eventually
{
    public static async Task AsTrue(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
            await turn.WaitForNextTickAsync(deadline.Token);
    }
}
