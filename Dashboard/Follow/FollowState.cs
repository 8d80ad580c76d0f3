namespace WebhookSystem.Dashboard.Follow;

/// <summary>How the reader of the stream is doing, for pages and for the health of the whole.</summary>
internal sealed class FollowState(TimeProvider time)
{
    /// <summary>A reader that has not come round for this long is stuck.</summary>
    private static readonly TimeSpan RoundMax = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private Progress _progress = Progress.Connecting;
    private string _detail = "Looking for the table.";
    private DateTimeOffset _at;

    /// <summary>Where it stands, in words where there is something to say.</summary>
    public (Progress Progress, string Detail) Now
    {
        get
        {
            lock (_gate)
            {
                return _progress == Progress.CaughtUp && time.GetUtcNow() - _at > RoundMax
                    ? (Progress.Failing, "The reader has not come round for a while.")
                    : (_progress, _detail);
            }
        }
    }

    public void Report(Progress progress, string detail)
    {
        lock (_gate)
            (_progress, _detail, _at) = (progress, detail, time.GetUtcNow());
    }
}

/// <summary>How far the reader has come with the stream.</summary>
internal enum Progress
{
    /// <summary>There is no table, or no stream of it, yet.</summary>
    Connecting,

    /// <summary>Reads the table itself.</summary>
    Scanning,

    /// <summary>Reads what has happened so far.</summary>
    CatchingUp,

    /// <summary>Has read all there is and waits for more.</summary>
    CaughtUp,

    /// <summary>The last attempt failed; another follows.</summary>
    Failing,
}
