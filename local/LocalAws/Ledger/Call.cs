using Microsoft.AspNetCore.Http.Features;

namespace WebhookSystem.LocalAws.Ledger;

/// <summary>One call, as it is entered in the ledger. The protocol that understands it fills it in.</summary>
internal sealed class Call
{
    /// <summary>As IAM calls it, e.g. <c>sqs</c>; null while nobody has understood the call.</summary>
    public string? Service { get; private set; }

    public string Operation { get; private set; } = "";

    /// <summary>What it is about, as the caller names it: a table, a queue, a bucket, a secret.</summary>
    public string Resource { get; set; } = "";

    /// <summary>The permissions that it needs, blanks between; null where the operation's name tells.</summary>
    public string? Actions { get; set; }

    /// <summary>Bytes of the answer.</summary>
    public long AnswerBytes { get; set; }

    /// <summary>DynamoDB's units, which only it knows.</summary>
    public (double Read, double Write) Capacity { get; set; }

    public void Is(string service, string operation) => (Service, Operation) = (service, operation);
}

internal static class Calls
{
    extension(HttpContext context)
    {
        /// <summary>The call that the request is.</summary>
        public Call Call => context.Features.GetRequiredFeature<Call>();
    }
}
