namespace WebhookSystem.Contracts;

public static partial class Topology
{
    /// <summary>Sizes and counts, each with where it comes from. Bytes unless the name says otherwise.</summary>
    public static class Limits
    {
        /// <summary>Amazon SQS quota: a message, and a batch as a whole.</summary>
        public const int QueueMessageBytesMax = 1024 * 1024;

        /// <summary>Amazon SQS: messages of one request.</summary>
        public const int QueueBatchMax = 10;

        /// <summary>Ours: room for the attributes that a message of ours carries; they count with its body.</summary>
        public const int QueueAttributeBytesMax = 256;

        /// <summary>Ours: an inbox message over this has its body checked in to S3 first.</summary>
        public const int InboxInlineBytesMax = 256 * 1024;

        /// <summary>
        /// Ours: a body over this, compressed, costs less in S3 than in the table (writes are billed by the KB).
        /// </summary>
        public const int TableBodyBytesMax = 8 * 1024;

        /// <summary>Self-hosted default, and API Gateway's quota. A source may set its own.</summary>
        public const int BodyBytesMax = 10 * 1024 * 1024;

        /// <summary>Ours: how much more a packed body may unpack to; JSON rarely gains more than a twentieth.</summary>
        public const int UnpackedRatioMax = 50;

        /// <summary>
        /// Lambda's synchronous payload is 6 MB for the whole event, base64 included: about this much body.
        /// </summary>
        public const int LambdaBodyBytesMax = 4 * 1024 * 1024;

        /// <summary>Amazon DynamoDB quota.</summary>
        public const int ItemBytesMax = 400 * 1024;

        /// <summary>Amazon DynamoDB: keys of one BatchGetItem.</summary>
        public const int BatchGetMax = 100;

        /// <summary>Amazon DynamoDB: statements of one BatchExecuteStatement, each of another item.</summary>
        public const int StatementsMax = 25;

        /// <summary>Ours: a larger one goes by itself, so that a call stays within 2 MB.</summary>
        public const int StatementBytesMax = 64 * 1024;

        /// <summary>Ours: a provider's id or key over this many characters is kept as its digest.</summary>
        public const int NameCharactersMax = 256;

        /// <summary>Ours: headers kept with an event.</summary>
        public const int KeptHeaderCharactersMax = 1024;

        /// <summary>Ours: deliveries remembered by id in a duplicate's item; the count goes on.</summary>
        public const int DeliveriesKeptMax = 50;

        /// <summary>Amazon SQS quota for a message's delay; longer waits go in hops.</summary>
        public static readonly TimeSpan QueueDelayMax = TimeSpan.FromMinutes(15);

        /// <summary>Amazon SQS FIFO: characters of a group id or a deduplication id.</summary>
        public const int FifoIdCharactersMax = 128;

        /// <summary>Amazon SQS FIFO: how long a deduplication id counts.</summary>
        public static readonly TimeSpan FifoDeduplication = TimeSpan.FromMinutes(5);

        /// <summary>
        /// Ours, within <see cref="FifoDeduplication"/>: an invocation older than this commits and sends nothing.
        /// </summary>
        public static readonly TimeSpan InvocationAgeMax = TimeSpan.FromMinutes(4);

        /// <summary>Ours: how often a lost race for a cursor is folded anew before the batch is handed back.</summary>
        public const int CommitAttemptsMax = 5;

        /// <summary>Ours: failures of an event, other than those that pass, before it is given up.</summary>
        public const int AttemptsMax = 5;

        /// <summary>Ours: an event that comes alone and is older than this has probably failed before.</summary>
        public static readonly TimeSpan RetriedAge = TimeSpan.FromSeconds(30);

        /// <summary>Ours: keys that one invocation advances at a time. Their commits go in one call.</summary>
        public const int KeysAtOnceMax = StatementsMax;

        /// <summary>
        /// Ours: sent releases that a cursor keeps; it may hold more while they are not sent. With so many and with ids
        /// of some thirty characters a cursor is about a kilobyte, which is what a write is billed by.
        /// </summary>
        public const int RingEntriesMax = LogChunkEntries;

        /// <summary>
        /// Ours: what a cursor's held events may take together. Beyond it the lowest is released early, as beyond
        /// maxHeld: the rest of <see cref="ItemBytesMax"/> is for releases that wait for the queue.
        /// </summary>
        public const int HeldBytesMax = 192 * 1024;

        /// <summary>
        /// Ours: a cursor as JSON. Beyond it nothing more is taken in until the queue has taken what is released.
        /// </summary>
        public const int CursorBytesMax = ItemBytesMax - (16 * 1024);

        /// <summary>
        /// Ours: entries of one chunk of the release log. Chunks are aligned and never partly written.
        /// </summary>
        public const int LogChunkEntries = 16;

        /// <summary>
        /// Ours: ranges of missing positions a cursor names one by one; older ones are merged into a count.
        /// </summary>
        public const int MissingRangesMax = 32;
    }
}
