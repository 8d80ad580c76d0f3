using System.Text.Json;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Greet;
using WebhookSystem.Verification.Keys;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification.Entries;

/// <summary>What makes an entry one to work with. A setting that nothing reads is a fault: it misleads.</summary>
internal static class EntryRules
{
    private static readonly TimeSpan ToleranceMax = TimeSpan.FromDays(1);

    public static void Judge(string name, JsonElement entry, Scheme scheme, Faults faults)
    {
        foreach (var (member, reason) in FaultsOf(scheme))
            faults.Add(entry, $"/{name}/{member}", reason);
    }

    /// <summary>Each as the member it is about, and why.</summary>
    private static IEnumerable<(string Member, string Reason)> FaultsOf(Scheme scheme)
    {
        var faults = scheme.Algorithm switch
        {
            Algorithm.Token => TokenFaults(scheme),
            Algorithm.SharedSecret or Algorithm.Basic => SecretFaults(scheme),
            _ => SignatureFaults(scheme),
        };
        return faults.Concat(CommonFaults(scheme)).Concat(ReplyFaults(scheme));
    }

    private static IEnumerable<(string Member, string Reason)> ReplyFaults(Scheme scheme)
    {
        if (scheme.Greetings.Any(greeting => greeting.Method is not ("GET" or "HEAD" or "OPTIONS" or "POST")))
            yield return ("greetings", "the method is GET, HEAD, OPTIONS or POST.");
        (string Member, Reply Reply)[] replies =
        [
            .. scheme.Greetings.Select(greeting => ("greetings", greeting.Reply)),
            .. scheme.Handshakes.Select(handshake => ("handshakes", handshake.Reply)),
            .. scheme.Accepted is null ? Array.Empty<(string, Reply)>() : [("accepted", scheme.Accepted)],
        ];
        foreach (var (member, reply) in replies)
        {
            if (reply.Status is < 200 or > 299)
                yield return (member, "the status is a 2xx.");
            foreach (var slot in ReplyWriter.Unknown(reply))
                yield return (member, $"'{slot}' is no slot.");
        }
    }

    private static IEnumerable<(string Member, string Reason)> CommonFaults(Scheme scheme)
    {
        if (scheme.Name.Length == 0)
            yield return ("name", "wanted.");
        if (scheme.Certainty == Certainty.Unstated)
            yield return ("certainty", "wanted; official, peer or memory.");
        if (scheme.Tolerance is { } tolerance && (tolerance < TimeSpan.FromSeconds(1) || tolerance > ToleranceMax))
            yield return ("tolerance", $"from a second to {ToleranceMax.TotalHours} hours.");
        if (scheme.SignatureHeader is not null && scheme.SignatureAt is not null)
            yield return ("signatureAt", "a header is named already.");
        if (scheme.Multipart && (!scheme.SignsForm || scheme.SignsBody))
            yield return ("multipart", "wanted are fields of a form that are signed one by one.");
        if (scheme.OtherSignatureHeaders.Length > 0 && scheme.SignatureHeader is null)
            yield return ("otherSignatureHeaders", "wanted is signatureHeader.");
        if (scheme.EventIdWith.Length > 0 && scheme.EventId is null)
            yield return ("eventIdWith", "wanted is eventId.");
        if (scheme.Identity == Identity.WithType && scheme.EventType is not { Kind: LocationKind.Header })
            yield return ("identity", "withType is for a type in a header.");
        if (scheme.Identity == Identity.Token && scheme.Token is null)
            yield return ("identity", "there is no token.");
        if (scheme.Published is { IsRequests: true, Hosts: [] })
            yield return ("published/hosts", "wanted where the request says where its key is.");
        if (scheme.Batch is { At: not ("" or ['/', ..]) })
            yield return ("batch/at", "a JSON pointer is wanted, or nothing.");
        if (scheme.KeptHeaders.Contains("authorization", StringComparer.OrdinalIgnoreCase))
            yield return ("keptHeaders", "authorization holds a secret.");
    }

    private static IEnumerable<(string Member, string Reason)> TokenFaults(Scheme scheme)
    {
        if (scheme.Token is null)
            yield return ("token", "wanted where the algorithm is token.");
        else if (scheme.Token.Algorithms.Length == 0
            || scheme.Token.Algorithms.Select(one => one <= TokenAlgorithm.HS512).Distinct().Count() > 1)
            yield return ("token/algorithms", "either shared-key or public-key algorithms are wanted, and never both.");
        if (scheme.Content.Length > 0 || scheme.Contents.Length > 0)
            yield return ("content", "a token says itself what it signs.");
    }

    private static IEnumerable<(string Member, string Reason)> SecretFaults(Scheme scheme)
    {
        if (scheme.Content.Length > 0 || scheme.Contents.Length > 0 || scheme.Tolerance is not null)
            yield return ("content", "nothing is signed where the secret itself is sent.");
    }

    private static IEnumerable<(string Member, string Reason)> SignatureFaults(Scheme scheme)
    {
        if (scheme.SignatureHeader is null && scheme.SignatureAt is null)
            yield return ("signatureHeader", "wanted, or signatureAt.");
        if (scheme.Encoding == BytesEncoding.Raw)
            yield return ("encoding", "hex, base64 or base64Url is wanted.");
        if (scheme.Content.Length > 0 == scheme.Contents.Length > 0)
            yield return ("content", "wanted, or contents, and not both.");
        if (scheme.Token is not null)
            yield return ("token", "of no use where the algorithm is another.");
        if (scheme.SecretEncoding == BytesEncoding.Raw && PublicKey.IsFor(scheme.Algorithm))
            yield return ("secretEncoding", "a public key is hex or base64.");
        foreach (var fault in ContentFaults(scheme))
            yield return fault;
    }

    private static IEnumerable<(string Member, string Reason)> ContentFaults(Scheme scheme)
    {
        IReadOnlyList<Template> templates;
        string? unreadable = null;
        try
        {
            templates = scheme.Templates;
        }
        catch (FormatException fault)
        {
            (templates, unreadable) = ([], $"{fault.Message}.");
        }

        if (unreadable is not null)
            yield return ("content", unreadable);
        var slots = templates.SelectMany(template => template.Parts).Where(part => part.IsSlot).ToList();
        var hasTimestamp = scheme.TimestampHeader is not null || scheme.TimestampField is not null
            || scheme.TimestampAt is not null || scheme.Grammar == HeaderGrammar.TimestampFirst;
        if (slots.Exists(slot => slot.Text == "timestamp") && !hasTimestamp)
            yield return ("content", "the timestamp has no place to be read from.");
        if (slots.Exists(slot => slot.Text == "id") != scheme.IdHeader is not null)
            yield return ("idHeader", "wanted where the id is signed, and only there.");
        if (scheme.Tolerance is not null && !hasTimestamp)
            yield return ("tolerance", "there is no timestamp.");
        if (scheme.Tolerance is not null && hasTimestamp && !templates.All(template => SignsTime(scheme, template)))
            yield return ("tolerance", "the timestamp is not signed, so anybody can renew it.");
    }

    private static bool SignsTime(Scheme scheme, Template template) => template.Parts.Any(
        part => scheme.TimestampAt is { } place
            ? part.Place == place || (place.Kind == PlaceKind.Body && part.Text == "body")
            : part.Text is "timestamp" or "headers");
}
