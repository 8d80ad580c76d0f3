using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Faults;

/// <summary>What goes wrong with one call.</summary>
/// <param name="Delay">How much longer it takes.</param>
/// <param name="Before">The error instead of doing anything.</param>
/// <param name="After">The error instead of the answer: the work is done.</param>
internal sealed record CallFault(TimeSpan Delay, AwsException? Before, AwsException? After)
{
    public static CallFault None { get; } = new(TimeSpan.Zero, null, null);

    /// <summary>Lets the delay pass, then refuses the call where that is its fate.</summary>
    /// <exception cref="AwsException">The call fails before it does anything.</exception>
    public async Task BeginAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, time, cancellationToken);
        if (Before is not null)
            throw Before;
    }
}
