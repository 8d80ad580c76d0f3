namespace WebhookSystem.LocalAws.Lambda.Batches;

/// <summary>Pauses that double up to a longest one, and begin anew after a success.</summary>
internal sealed class BackOff(TimeSpan shortest, TimeSpan longest)
{
    private int _steps;

    public TimeSpan Next()
    {
        var pause = shortest * Math.Pow(2, _steps);
        if (pause >= longest)
            return longest;
        _steps++;
        return pause;
    }

    public void Reset() => _steps = 0;
}
