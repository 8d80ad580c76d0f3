using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>What became of a write that was to go with others.</summary>
public enum WriteAnswer
{
    /// <summary>It is in the table.</summary>
    Done,

    /// <summary>The item there does not allow it.</summary>
    Refused,

    /// <summary>Nothing went beside it, or its answer settles nothing: the caller makes it by a call of its own.
    /// </summary>
    Unsettled,
}

/// <summary>
/// Lets conditional writes that are under way side by side go in one call. Statements of PartiQL are DynamoDB's only
/// batch whose writes have conditions and succeed or fail each on its own, at the price of so many single ones.
/// </summary>
public sealed class WriteBatches(IAmazonDynamoDB dynamoDb)
{
    private readonly Lock _gate = new();
    private Group _open = new(null);

    /// <summary>
    /// Whether the table's endpoint offers statements and holds to their conditions, as AWS does: stand-ins may not.
    /// Where it does not every write goes alone.
    /// </summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>
    /// How long writes wait for one that was announced and is late: its body may come from elsewhere.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// How many writes are about to come side by side: they go as soon as so many are here. A wrong number costs time,
    /// and nothing else.
    /// </summary>
    public void Announce(int writes)
    {
        if (writes < 2 || !IsOffered)
            return;
        lock (_gate)
            _open.Announce(writes, Activity.Current);
    }

    /// <exception cref="Amazon.Runtime.AmazonServiceException">The call failed: whether the write took effect is not
    /// known.</exception>
    public Task<WriteAnswer> TryAsync(WriteStatement statement, CancellationToken cancellationToken)
    {
        Member member;
        Group? full = null;
        lock (_gate)
        {
            if (!_open.Admits(statement))
                return Task.FromResult(WriteAnswer.Unsettled);
            member = new(statement, cancellationToken);
            _open.Members.Add(member);
            if (_open.IsFull)
                (full, _open) = (_open, _open.Next(_open.Missing));
            else if (_open.Members.Count == 1)
                _ = SendLateAsync(_open);
        }

        if (full is not null)
            _ = SendAsync(full);
        return member.Outcome.WaitAsync(cancellationToken);
    }

    /// <summary>What was announced before the first came, and is not here by now, is waited for no longer.</summary>
    private async Task SendLateAsync(Group group)
    {
        await Task.Delay(Patience);
        lock (_gate)
        {
            if (group != _open)
                return;
            _open = group.Next(Math.Min(group.Missing, group.Since));
        }

        await SendAsync(group);
    }

    /// <summary>Cannot fail: each member hears its own outcome.</summary>
    private async Task SendAsync(Group group)
    {
        if (group.Members is [var only])
        {
            only.Settle(WriteAnswer.Unsettled);
            return;
        }

        // The call is the batch's: in the trace of whichever member came last it would mislead.
        Activity.Current = group.Batch;
        try
        {
            var answer = await dynamoDb.BatchExecuteStatementAsync(
                new() { Statements = group.Members.ConvertAll(member => member.ToRequest()) },
                group.Members[0].CancellationToken);
            for (var at = 0; at < group.Members.Count; at++)
                group.Members[at].Settle(AnswerOf(answer.Responses.ElementAtOrDefault(at)));
        }
        catch (Exception failure)
        {
            foreach (var member in group.Members)
                member.Fail(failure);
        }
    }

    // Throttled, in conflict with a transaction, not understood: a call of its own is tried again by the SDK, or says
    // what is wrong.
    private static WriteAnswer AnswerOf(BatchStatementResponse? response) => response switch
    {
        { Error: null } => WriteAnswer.Done,
        { Error.Code: var code } when code == BatchStatementErrorCodeEnum.ConditionalCheckFailed
            || code == BatchStatementErrorCodeEnum.DuplicateItem => WriteAnswer.Refused,
        _ => WriteAnswer.Unsettled,
    };

    /// <summary>What goes in one call.</summary>
    private sealed class Group(Activity? batch)
    {
        private readonly HashSet<(string Partition, string Sort)> _keys = [];

        public Activity? Batch { get; private set; } = batch;

        public List<Member> Members { get; } = [];

        /// <summary>Announced, and not here yet.</summary>
        public int Missing { get; private set; }

        /// <summary>Announced since the first came.</summary>
        public int Since { get; private set; }

        public bool IsFull => Missing == 0 || Members.Count == Topology.Limits.StatementsMax;

        public void Announce(int writes, Activity? batch)
        {
            Missing += writes;
            if (Members.Count == 0)
                Batch = batch;
            else
                Since += writes;
        }

        /// <summary>A write has come: may it go with the others, and is there any to go with?</summary>
        public bool Admits(WriteStatement statement)
        {
            if (Missing > 0)
                Missing--;
            return (Missing > 0 || Members.Count > 0) && statement.Bytes <= Topology.Limits.StatementBytesMax
                && _keys.Add(statement.Key);
        }

        public Group Next(int missing) => new(Batch) { Missing = missing };
    }

    private sealed class Member(WriteStatement statement, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<WriteAnswer> _outcome =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken CancellationToken => cancellationToken;

        public Task<WriteAnswer> Outcome => _outcome.Task;

        public void Settle(WriteAnswer answer) => _outcome.TrySetResult(answer);

        public void Fail(Exception failure) => _outcome.TrySetException(failure);

        public BatchStatementRequest ToRequest() => statement.ToRequest();
    }
}
