using System.Text;
using Octokit.Webhooks;
using Stripe;

namespace WebhookSystem.Verification.Tests.Differential;

/// <summary>Another verifier of the same scheme, and the written list of what it takes and we refuse.</summary>
/// <param name="Stricter">Each reason as docs/verification.md has it, and whether it is there in a message.</param>
internal sealed record Peer(
    string Provider, Func<Message, bool> Accepts, IReadOnlyDictionary<string, Func<Message, bool>> Stricter)
{
    private const int ToleranceSeconds = 300;

    public static Peer StripeNet { get; } = new("stripe", StripeAccepts, new Dictionary<string, Func<Message, bool>>
    {
        ["a timestamp more than 60 s ahead"] = message => Values(message, "t").Any(
            text => long.TryParse(text, out var at) && at > message.Now.ToUnixTimeSeconds() + 60),
        ["the header sent twice"] = message => message.Headers.Length > 1,
        ["more than 32 parts in the header"] = message => message.Header!.Split(',').Length > Verifier.HeaderPartsMax,
        ["more than four signatures"] = message =>
            Values(message, "v1").Count(text => text.Length == 64) > Verifier.SignaturesMax,
        ["two timestamps"] = message => Values(message, "t").Count() > 1,
        ["a timestamp with a sign or blanks"] = message =>
            Values(message, "t").Any(text => text.Length > 0 && text.Any(character => !char.IsAsciiDigit(character))),
        ["a timestamp of more than 256 characters"] = message =>
            Values(message, "t").Any(text => text.Length > Verifier.NameCharactersMax),
        ["a secret that is empty or blank"] = message => string.IsNullOrWhiteSpace(message.Secret),
        ["other bytes that read as the same text"] = message => !Message.IsText(message.Body),
    });

    public static Peer OctokitWebhooks { get; } = new("github", OctokitAccepts,
        new Dictionary<string, Func<Message, bool>>
        {
            ["no signature where no secret is set"] = message =>
                message.Secret.Length == 0 && string.IsNullOrEmpty(message.Header),
            ["a secret that is blank"] = message => string.IsNullOrWhiteSpace(message.Secret),
            ["the algorithm's label in upper case"] = message =>
                message.Header?.StartsWith("sha256=", StringComparison.Ordinal) == false,
        });

    /// <summary>The reasons for refusing what the peer accepts; none where that is not written down.</summary>
    public IEnumerable<string> ReasonsToRefuse(Message message) =>
        Stricter.Where(reason => reason.Value(message)).Select(reason => reason.Key);

    private static IEnumerable<string> Values(Message message, string name) => message.Header!.Split(',')
        .Select(part => part.Trim()).Where(part => part.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(part => part[(name.Length + 1)..]);

    private static bool StripeAccepts(Message message)
    {
        try
        {
            EventUtility.ValidateSignature(
                message.BodyText, message.Header, message.Secret, ToleranceSeconds,
                message.Now.ToUnixTimeSeconds());
            return true;
        }
        catch (Exception refusal) when (refusal is StripeException or NullReferenceException or FormatException
            or OverflowException or ArgumentException)
        {
            // It says no in many ways.
            return false;
        }
    }

    private static bool OctokitAccepts(Message message) => WebhookSignatureValidator.Verify(
        message.Header, message.Secret, message.Body) == WebhookSignatureValidationResult.Valid;
}
