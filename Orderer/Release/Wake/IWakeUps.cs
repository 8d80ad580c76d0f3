using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Release.Wake;

/// <summary>Timers that survive everything: delayed messages.</summary>
internal interface IWakeUps
{
    /// <summary>The wake-up comes back after the delay, which a queue may not be able to give in one hop.</summary>
    Task ArmAsync(WakeUp wakeUp, CancellationToken cancellationToken);
}
