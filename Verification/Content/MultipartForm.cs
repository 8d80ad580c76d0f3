using System.Text;

namespace WebhookSystem.Verification.Content;

/// <summary>
/// A form as <c>multipart/form-data</c> (RFC 7578), read strictly: whoever sends it wants to be believed.
/// </summary>
internal static class MultipartForm
{
    private const string MediaType = "multipart/form-data";

    /// <summary>RFC 2046, 5.1.1.</summary>
    private const int BoundaryMax = 70;

    private const int FieldsMax = 1000;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    private static ReadOnlySpan<byte> HeadersEnd => "\r\n\r\n"u8;

    /// <summary>What stands between the parts; null where the type is another, or says it not once.</summary>
    public static string? BoundaryOf(string contentType)
    {
        if (contentType.Split(';') is not [var type, .. var parameters]
            || !type.Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return null;
        return Parameter(parameters, "boundary") is { Length: > 0 and <= BoundaryMax } boundary ? boundary : null;
    }

    /// <summary>All fields that are no files, in their order; none where the body is no such form.</summary>
    public static List<Field> ReadAll(ReadOnlySpan<byte> body, string boundary)
    {
        var fields = new List<Field>();
        var delimiter = Encoding.UTF8.GetBytes($"\r\n--{boundary}");
        if (!body.StartsWith(delimiter.AsSpan(2)))
            return [];
        for (var rest = body[(delimiter.Length - 2)..]; !rest.StartsWith("--"u8);)
        {
            var end = rest.IndexOf(delimiter);
            if (end < 0 || fields.Count == FieldsMax || !TryRead(rest[..end], out var field))
                return [];
            if (field is { } read)
                fields.Add(read);
            rest = rest[(end + delimiter.Length)..];
        }

        return fields;
    }

    /// <summary>Writes fields as a body and its content type.</summary>
    public static (byte[] Body, string ContentType) Write(IReadOnlyList<Field> fields)
    {
        // A boundary that stands in no value, however they were chosen.
        var boundary = Guid.NewGuid().ToString("N");
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append("--").Append(boundary).Append("\r\nContent-Disposition: form-data; name=\"")
                .Append(Escape(field.Name)).Append("\"\r\n\r\n").Append(field.Value).Append("\r\n");
        }

        text.Append("--").Append(boundary).Append("--\r\n");
        return (Encoding.UTF8.GetBytes(text.ToString()), $"{MediaType}; boundary={boundary}");
    }

    private static bool TryRead(ReadOnlySpan<byte> part, out Field? field)
    {
        field = null;
        var headersEnd = part.IndexOf(HeadersEnd);
        if (!part.StartsWith(LineEnd) || headersEnd < LineEnd.Length)
            return false;
        var dispositions = Encoding.UTF8.GetString(part[LineEnd.Length..headersEnd]).Split("\r\n")
            .Where(static line => line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase)).ToList();
        if (dispositions is not [var disposition]
            || disposition.Split(':', 2)[1].Split(';') is not [var kind, .. var rest]
            || !kind.Trim().Equals("form-data", StringComparison.OrdinalIgnoreCase)
            || Parameter(rest, "name") is not { } name)
            return false;
        if (Parameter(rest, "filename") is null)
            field = new(Unescape(name), Encoding.UTF8.GetString(part[(headersEnd + HeadersEnd.Length)..]));
        return true;
    }

    /// <summary>The value without its quotes; null where the parameter is absent or there twice.</summary>
    private static string? Parameter(IReadOnlyList<string> parameters, string name)
    {
        string? found = null;
        foreach (var parameter in parameters)
        {
            if (parameter.Split('=', 2) is not [var other, var value]
                || !other.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (found is not null)
                return null;
            found = value.Trim() is ['"', .. var quoted, '"'] ? quoted : value.Trim();
        }

        return found;
    }

    // As browsers write names, which is what the standard for forms says.
    private static string Escape(string name) => name
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);

    private static string Unescape(string name) => name
        .Replace("%0D", "\r", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal)
        .Replace("%22", "\"", StringComparison.Ordinal);
}
