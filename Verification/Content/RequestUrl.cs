namespace WebhookSystem.Verification.Content;

/// <summary>
/// An address taken apart without being changed: what was signed is its text, not what it means.
/// </summary>
internal sealed record RequestUrl(string Scheme, string Host, string Port, string Path, string QueryText)
{
    public IReadOnlyList<Field> Query => field ??= QueryText.Length > 1 ? Field.ReadAll(QueryText[1..]) : [];

    public string PathAndQuery => Path + QueryText;

    /// <summary>Null where the text is no address of http or https.</summary>
    public static RequestUrl? Parse(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || url[..scheme] is not ("http" or "https"))
            return null;
        var rest = url[(scheme + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        var target = end < 0 ? "" : rest[end..].Split('#', 2)[0];
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        return new(
            url[..scheme], hasPort ? authority[..colon] : authority, hasPort ? authority[colon..] : "",
            query < 0 ? target : target[..query], query < 0 ? "" : target[query..]);
    }

    /// <summary>This address, and where its port may be stated or not, the other spelling.</summary>
    public IEnumerable<RequestUrl> Spellings(bool portIsOptional) => !portIsOptional ? [this]
        : [this, this with { Port = Port.Length > 0 ? "" : Scheme == "https" ? ":443" : ":80" }];

    public string Whole => $"{Base}{QueryText}";

    public string Base => $"{Scheme}://{Host}{Port}{Path}";
}
