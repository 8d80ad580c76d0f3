namespace WebhookSystem.Processor.Receive;

/// <summary>What became of an inbox message.</summary>
internal enum Outcome
{
    /// <summary>A new event: it is in the table, and its stream carries it on.</summary>
    Stored,

    /// <summary>The provider sent an event again: counted.</summary>
    Duplicate,

    /// <summary>The same id with another body: kept beside the event it contradicts.</summary>
    Conflict,

    /// <summary>The queue brought a message again whose work was done: nothing to do.</summary>
    Repeated,

    /// <summary>No inbox message at all: moved to the dead-letter queue, with the reason.</summary>
    Unreadable,

    /// <summary>It could not be done now: the queue brings it again.</summary>
    Failed,

    /// <summary>
    /// It could not be done at last: the queue moves it to its dead-letter queue, and the table says why.
    /// </summary>
    Dead,
}
