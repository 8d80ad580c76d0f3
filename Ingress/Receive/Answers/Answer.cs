using WebhookSystem.Verification;
using WebhookSystem.Verification.Greet;

namespace WebhookSystem.Ingress.Receive.Answers;

/// <summary>What a request comes to.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>Durably stored: the sender need not send it again. Only a request that was admitted can be.</summary>
    /// <param name="Wanted">What its provider wants to hear instead of the delivery's id.</param>
    public sealed record Accepted(Admitted<RequestHeaders> Request, string DeliveryId, Written? Wanted = null) : Answer
    {
        /// <summary>Why it would have been refused, were its source not merely monitored.</summary>
        public Verdict? Unverified => Request.Verdict == Verdict.Genuine ? null : Request.Verdict;
    }

    /// <summary>The provider asked for proof of who we are, and this is it.</summary>
    public sealed record Handshake(Written Reply) : Answer;

    /// <param name="Verdict">Finer than the reason, for those who run this and for nobody else.</param>
    public sealed record Refused(Refusal Reason, Verdict? Verdict = null, TimeSpan? RetryAfter = null) : Answer;
}
