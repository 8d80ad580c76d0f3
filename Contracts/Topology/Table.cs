namespace WebhookSystem.Contracts;

public static partial class Topology
{
    /// <summary>The one table. An event's collection holds everything of its key.</summary>
    public static class Table
    {
        public const string Name = "webhook-events";
        public const string PartitionKey = "pk";
        public const string SortKey = "sk";
        public const string TimeToLive = "expiresAt";

        /// <summary>Sparse: carried by cursors that hold something or have not sent everything.</summary>
        public const string UnsettledIndex = "unsettled";
        public const string UnsettledAttribute = "unsettledSince";

        /// <summary>
        /// Longer than any shipped timeout: a cursor that has not changed for this long and still holds something is
        /// woken again by the scheduled check. An early wake-up does no harm but to be early.
        /// </summary>
        public static readonly TimeSpan UnsettledMax = TimeSpan.FromMinutes(15);

        /// <summary>
        /// Never written. A table with a local secondary index keeps a collection on one partition, so that a hot key
        /// is not split over two shards by sort key.
        /// </summary>
        public const string OnePartitionIndex = "one-partition";
        public const string OnePartitionAttribute = "unwritten";

        /// <summary>
        /// How long events, duplicates' counts and release logs are kept; also the deduplication window.
        /// </summary>
        public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

        /// <summary>DynamoDB Streams' own.</summary>
        public static readonly TimeSpan StreamRetention = TimeSpan.FromHours(24);

        public const string EventPrefix = "event#";
        public const string DuplicatePrefix = "duplicate#";
        public const string ConflictPrefix = "conflict#";
        public const string DeadPrefix = "dead#";
        public const string AttemptPrefix = "attempt#";
        public const string QuarantinedPrefix = "quarantined#";
        public const string CommandPrefix = "command#";
        public const string LogPrefix = "log#";
        public const string Cursor = "cursor";
        public const string SentMark = "sent";

        /// <summary>The collection of what operators did to no key in particular. No source's name begins so.</summary>
        public const string Operator = "~operator";

        /// <summary>Whose id is taken in a source whose ids are unique. No source's name begins so.</summary>
        public const string Identity = "~identity";

        /// <summary>How long the audit trail is kept.</summary>
        public static readonly TimeSpan CommandRetention = TimeSpan.FromDays(365);

        /// <summary>
        /// The collection of an ordering key. A source's name has no '#', so the pair cannot be misread.
        /// </summary>
        public static string CollectionOf(string source, string key) => $"{source}#{key}";

        /// <summary>The source and key whose collection it is; null where it is none.</summary>
        public static (string Source, string Key)? SplitCollection(string partitionKey) =>
            partitionKey.IndexOf('#', StringComparison.Ordinal) is var mark and > 0
                ? (partitionKey[..mark], partitionKey[(mark + 1)..])
                : null;

        /// <summary>The collection of an id that is unique in its source: that of whoever has it.</summary>
        public static string IdentityOf(string source, string eventId) => $"{Identity}#{source}#{eventId}";

        public static string EventKey(string eventId) => EventPrefix + eventId;

        public static string DuplicateKey(string eventId) => DuplicatePrefix + eventId;

        public static string ConflictKey(string eventId, string digest) => $"{ConflictPrefix}{eventId}#{digest}";

        public static string DeadKey(string eventId) => DeadPrefix + eventId;

        public static string QuarantinedKey(string eventId) => QuarantinedPrefix + eventId;

        public static string AttemptKey(string eventId) => AttemptPrefix + eventId;

        public static string CommandKey(string commandId) => CommandPrefix + commandId;

        /// <summary>Fixed-size chunks of the release log, so that whoever writes one writes the same.</summary>
        public static string LogKey(long chunk) => $"{LogPrefix}{chunk:D15}";
    }
}
