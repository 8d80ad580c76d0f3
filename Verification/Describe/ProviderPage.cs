using System.Globalization;
using System.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Describe;

/// <summary>One provider's page: how it is set up, what is checked, and how sure that is.</summary>
public static class ProviderPage
{
    /// <returns>Markdown; another provider's page is linked to as <c>{id}.md</c>.</returns>
    public static string Of(string id, Scheme scheme)
    {
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {scheme.Name}\n\n");
        page.Append(CertaintyOf(scheme.Certainty)).Append("\n\n");
        if (scheme.FormOf is { } other)
        {
            page.Append(CultureInfo.InvariantCulture, $"Another form of [{other}]({other}.md). A source of that name ")
                .Append("never accepts this one: it has to be chosen.\n\n");
        }

        Setup(page, id, scheme);
        Checks(page, scheme);
        KnownBy(page, scheme);
        Answers(page, scheme);
        Deliveries(page, scheme);
        if (scheme.Note is not null)
            page.Append(CultureInfo.InvariantCulture, $"## Mind\n\n{scheme.Note}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"The provider's own words: {scheme.Documentation}\n");
        return page.ToString();
    }

    private static string CertaintyOf(Certainty certainty) => certainty switch
    {
        Certainty.Official => 
            "The scheme was read in the provider's own documents or library, or recomputed from its vectors.",
        Certainty.Peer => "**Not checked against the provider**: the scheme is as another catalogue states it.",
        Certainty.Memory => "**Not checked at all**: the scheme is from memory. Try it with a real delivery first.",
        Certainty.Unstated => "Nobody said how sure this is.",
    };

    private static void Setup(StringBuilder page, string id, Scheme scheme)
    {
        page.Append("## Setting it up\n\nIn `sources.json`:\n\n```json\n")
            .Append(CultureInfo.InvariantCulture, $"\"{id}\": {{ \"provider\": \"{id}\"")
            .Append(scheme.SignsUrl ? ", \"url\": \"https://the.address/as/registered\"" : "").Append(" }\n```\n\n")
            .Append(CultureInfo.InvariantCulture, $"The secret is {SecretOf(scheme)}.\n\n");
    }

    private static string SecretOf(Scheme scheme)
    {
        var form = scheme.Algorithm switch
        {
            Algorithm.Basic => "`user:password`",
            Algorithm.SharedSecret => "the token itself",
            Algorithm.Token when scheme.Token!.Algorithms.All(one => one <= Verification.Tokens.TokenAlgorithm.HS512) =>
                "the key that both sides share",
            Algorithm.Ed25519 => $"the provider's public key, in {EncodingOf(scheme.SecretEncoding)}",
            Algorithm.Token or Algorithm.EcdsaSha1 or Algorithm.EcdsaSha256 or Algorithm.RsaSha1
                or Algorithm.RsaSha256 =>
                "the provider's public key as PEM, a PEM certificate, or a JSON Web Key (Set)",
            _ when scheme.SecretEncoding != BytesEncoding.Raw =>
                $"in {EncodingOf(scheme.SecretEncoding)}, as it is shown",
            _ => "the text as it is shown, whole",
        };
        var prefix = scheme.SecretPrefix.Length > 0 ? $", with or without `{scheme.SecretPrefix}` before it" : "";
        var settings = scheme.SecretSettings.Length > 0
            ? $"; in a JSON object it is `key`, beside {string.Join(", ", scheme.SecretSettings.Select(Setting))}"
            : "";
        return form + prefix + settings;

        static string Setting(string name) => name.EndsWith('?') ? $"`{name[..^1]}` (may be left out)" : $"`{name}`";
    }

    private static void Checks(StringBuilder page, Scheme scheme)
    {
        page.Append("## What is checked\n\n| | |\n|---|---|\n");
        Row(page, "Algorithm", scheme.Token is { } token
            ? $"JSON Web Token, {string.Join(", ", token.Algorithms)}"
            : $"{scheme.Algorithm}");
        Row(page, "Signature", scheme.Token is { IsBody: true } ? "the whole body"
            : scheme.SignatureAt is { } place ? $"`{place}`"
            : string.Join(", ", scheme.OtherSignatureHeaders.Prepend(scheme.SignatureHeader ?? "Authorization")
                .Select(header => $"`{header}`")));
        if (scheme.Prefix.Length > 0)
            Row(page, "After", $"`{scheme.Prefix}`");
        foreach (var content in scheme.Contents.Select(choice => choice.Content).Prepend(scheme.Content))
        {
            if (content.Length > 0)
                Row(page, "Signed", $"`{Escaped(content)}`");
        }

        if (scheme.Token?.BodyHash is { } hash)
            Row(page, "Body", $"by its SHA-256 in the claim `{hash}`");
        Row(page, "Age", scheme switch
        {
            { Tolerance: { } tolerance } =>
                $"at most {tolerance.TotalSeconds} s, and {Verifier.FutureSkewMax.TotalSeconds} s ahead",
            { TimestampHeader: not null } => "not limited: the time is signed, but how it is written is not sure",
            _ => "not limited: no time is signed, and a repetition is known by its identity",
        });
        page.Append('\n');
    }

    private static void KnownBy(StringBuilder page, Scheme scheme)
    {
        page.Append("## What an event is known by\n\n");
        if (scheme.Batch is { } batch)
        {
            page.Append(CultureInfo.InvariantCulture, $"A request brings several, the elements of {ArrayOf(batch)}: ")
                .Append("each is an event of its own, and what follows stands within it. ");
        }

        page.Append(scheme.EventId is { } id
            ? $"Its id is {string.Join(" with ", scheme.EventIdWith.Prepend(id).Select(part => $"`{part}`"))}."
            : "It has no id that is signed and single.");
        page.Append(' ').Append(KnownBy(scheme));
        if (scheme.ProviderId is { } unsigned)
            page.Append(CultureInfo.InvariantCulture, $" `{unsigned}` is not signed, and is kept to look it up by.");
        page.Append(scheme.EventType is { } type ? $" Its type is `{type}`.\n\n" : " It has no type that is read.\n\n");
    }

    private static string ArrayOf(Batch batch) => batch.At.Length > 0 ? $"`{batch.At}`" : "the body's array";

    private static string KnownBy(Scheme scheme)
    {
        var otherwise = scheme.EventId is null ? "It is known by" : "Without one it is known by";
        return otherwise + scheme.Identity switch
        {
            Identity.WithType => " the digest of its body and its type: the type is not signed, but its events may "
                + "differ in nothing else. So whoever captured a request can send it again under another type.",
            Identity.Token => " the digest of its token, the time in it included: it says the same again when the same "
                + "happens again. A delivery that is signed anew is a new event.",
            Identity.Body => " the digest of its body. Too little of it is signed to tell events apart by: whoever "
                + "captured a request can send another body with it.",
            Identity.Delivery => " nothing: each request is an event, for it says only that there is something to "
                + "fetch, each time alike. Repetitions are not recognised.",
            Identity.SignedBytes when scheme.Batch is { EachIsSigned: false } => " its request's body and its place "
                + "in it.",
            Identity.SignedBytes when scheme.SignsBody => " the digest of its body.",
            Identity.SignedBytes => " the digest of what is signed, which is less than its body.",
        };
    }

    private static void Answers(StringBuilder page, Scheme scheme)
    {
        if (scheme.Handshakes.Length == 0 && scheme.Greetings.Length == 0 && scheme.Accepted is null)
            return;
        page.Append("## What it is answered\n\n");
        foreach (var greeting in scheme.Greetings)
        {
            page.Append(CultureInfo.InvariantCulture, $"- `{greeting.Method}`, unsigned")
                .Append(string.Concat(greeting.When.Select(When)))
                .Append(greeting.Token is null ? "" : $", `{greeting.Token}` as the secret states it")
                .Append(CultureInfo.InvariantCulture, $": {ReplyOf(greeting.Reply)}\n");
        }

        foreach (var handshake in scheme.Handshakes)
        {
            page.Append(CultureInfo.InvariantCulture, $"- Signed, with `{handshake.Where}`")
                .Append(handshake.Is is null ? "" : $" = `{handshake.Is}`")
                .Append(CultureInfo.InvariantCulture, $": {ReplyOf(handshake.Reply)}\n");
        }

        if (scheme.Accepted is { } accepted)
            page.Append(CultureInfo.InvariantCulture, $"- An accepted event: {ReplyOf(accepted)}\n");
        page.Append('\n');
    }

    private static string When(Condition condition) =>
        $", {(condition.Present == false ? "without" : "with")} `{condition.Where}`";

    private static string ReplyOf(Verification.Greet.Reply reply) =>
        $"{reply.Status}{(reply.Text.Length > 0 ? $", `{reply.Text}` as {reply.Type}" : "")}"
        + string.Concat(reply.Headers.Select(header => $", `{header.Key}: {header.Value}`"));

    private static void Deliveries(StringBuilder page, Scheme scheme)
    {
        if (scheme.Deliveries is not { } facts)
            return;
        string?[] said =
        [
            facts.AnswerWithin is { } within ? $"wants an answer within {within.TotalSeconds} s" : null,
            facts.Retries is { } retries ? $"tries again {retries} times" : null,
            facts.RetriedFor is { } time ? $"goes on trying for {time.TotalHours} h" : null,
        ];
        page.Append("## How it delivers\n\nIt ").AppendJoin(", ", said.OfType<string>()).Append(' ')
            .Append(facts.Certainty switch
            {
                Certainty.Official => "(as it says itself).\n\n",
                Certainty.Peer => "(as others say).\n\n",
                Certainty.Memory or Certainty.Unstated => "(from memory, not checked).\n\n",
            });
    }

    private static string Escaped(string content) =>
        content.Replace("\n", "\\n", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static void Row(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");

    private static string EncodingOf(BytesEncoding encoding) => encoding switch
    {
        BytesEncoding.Hex => "hexadecimal",
        BytesEncoding.HexLower => "hexadecimal in lower case",
        BytesEncoding.Base64 => "base64",
        BytesEncoding.Base64Url => "base64 of the URL alphabet",
        BytesEncoding.Raw => "plain text",
    };
}
