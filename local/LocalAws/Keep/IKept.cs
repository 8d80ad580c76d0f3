namespace WebhookSystem.LocalAws.Keep;

/// <summary>What a record in the log is about. Numbers on disk: they never change their meaning.</summary>
internal enum KeptService : byte
{
    DynamoDb = 1,
    Sqs = 2,
    S3 = 3,
    SecretsManager = 4,
    Lambda = 5,
}

/// <summary>
/// A service's state, as the log sees it. Changes reach <see cref="Journal"/> one by one under the service's own
/// gates; here they come back, and from here the state as a whole is taken.
/// </summary>
internal interface IKept
{
    KeptService Service { get; }

    /// <summary>Makes a record's changes true again. Nothing else happens meanwhile, nothing is journalled.</summary>
    void Replay(EntryReader record);

    /// <summary>Holds the state still: nothing changes or is journalled until the answer is disposed of.</summary>
    IDisposable Hold();

    /// <summary>
    /// Takes hold of the state while it is still, quickly. What comes back writes it later, while it changes again:
    /// each record as if it had been journalled just so.
    /// </summary>
    IEnumerable<Action<EntryWriter>> Capture();

    /// <summary>Forgets everything, which is a change like any other.</summary>
    ValueTask ResetAsync(CancellationToken cancellationToken);

    /// <summary>What is on disk is the state as it is: whatever else of the service lies there may go.</summary>
    void Tidy()
    {
    }
}
