using WebhookSystem.Contracts;

namespace WebhookSystem.Orderer.Release;

/// <summary>
/// How long an invocation may still act. A frozen one that is resumed after minutes must neither commit nor send: the
/// queue would no longer know its messages as repeated.
/// </summary>
internal sealed class Lease(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    /// <exception cref="LeaseExpiredException">The invocation is too old.</exception>
    public void Check()
    {
        if (time.GetUtcNow() - _start > Topology.Limits.InvocationAgeMax)
            throw new LeaseExpiredException();
    }
}

internal sealed class LeaseExpiredException()
    : Exception($"The invocation is older than {Topology.Limits.InvocationAgeMax}; its batch will be brought again.");
