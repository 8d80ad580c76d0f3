using System.Buffers;
using System.Globalization;
using System.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Content;

/// <summary>A content that may have been signed.</summary>
/// <param name="Timeless">The same without its timestamp, which differs when a delivery is tried again.</param>
/// <param name="HoldsBody">Whether it holds the raw body, whole.</param>
internal readonly record struct Written(byte[] Signed, byte[] Timeless, bool HoldsBody);

/// <summary>Writes out what was signed, for the schemes whose content is more than the common ones.</summary>
internal sealed class ContentWriter(Scheme scheme, RequestView request, string id, string timestamp)
{
    /// <summary>Each content that may have been signed; none where the request is not of the scheme's form.</summary>
    /// <param name="setting">What the secret holds besides its key.</param>
    public IEnumerable<Written> Candidates(Func<string, string?> setting)
    {
        var template = scheme.Templates.FirstOrDefault(template => template.When?.Holds(request) ?? true);
        if (template is null || (template.NeedsUrl && request.Url is null) || RunsTogether(template))
            yield break;
        RequestUrl?[] spellings = request.Url is null ? [null] : [.. request.Url.Spellings(scheme.PortIsOptional)];
        foreach (var url in spellings)
        {
            if (Write(template, url, setting, timestamp) is not { } content)
                continue;
            var isTimed = !template.HoldsBody && template.Parts.Any(part => part.Text == "timestamp");
            yield return new(
                content, isTimed ? Write(template, url, setting, "")! : content, template.HoldsBody);
        }
    }

    // Where nothing stands between address and body, the body's beginning could be moved to the address.
    private bool RunsTogether(Template template) =>
        template.JoinsUrlToBody && request.Url!.QueryText.AsSpan().IndexOfAny("{[\"<") >= 0;

    // Null where something that is signed is not there.
    private byte[]? Write(Template template, RequestUrl? url, Func<string, string?> setting, string time)
    {
        var values = template.Parts
            .Select(part => !part.IsSlot ? null
                : part.Text == "timestamp" ? time
                : Value(part, url, setting) is { } value && !template.IsCutBy(part, value) ? value : null)
            .ToArray();
        var fallen = template.Parts
            .Where((part, at) => part is { IsSlot: true, Group: > 0 } && string.IsNullOrEmpty(values[at]))
            .Select(part => part.Group).ToHashSet();
        var content = new ArrayBufferWriter<byte>();
        foreach (var (part, value) in template.Parts.Zip(values))
        {
            if (fallen.Contains(part.Group))
                continue;
            if (!part.IsSlot)
                content.Write(part.Literal);
            else if (part.Text == "body")
                content.Write(request.Body.Span);
            else if (value is not null || part.IsOptional)
                Encoding.UTF8.GetBytes(value ?? "", content);
            else
                return null;
        }

        return content.WrittenSpan.ToArray();
    }

    private string? Value(Template.Part part, RequestUrl? url, Func<string, string?> setting) => part.Place is { } place
        ? request.Find(place)
        : part.Text switch
        {
            "body" => null,
            "id" => id,
            "method" => request.Method,
            "path" => url!.Path,
            "query" => url!.QueryText,
            "url" => url!.Whole,
            "url.base" => url!.Base,
            "url.decoded" => Canonical.Undo(url!.Whole),
            "query.sorted" => Canonical.Pairs(url!.Query),
            "form.sorted" => request.FormOrNone is { } fields ? Canonical.RunTogether(fields) : null,
            "form.serialized" => request.FormOrNone is { } form
                ? Canonical.Serialized(form, scheme.SignatureAt?.Name)
                : null,
            "headers" => Canonical.Headers(request, scheme.SignedHeadersHeader, scheme.TimestampHeader),
            "crc32" => Crc32.Of(request.Body.Span).ToString(CultureInfo.InvariantCulture),
            _ => setting(part.Text["secret.".Length..]),
        };
}
