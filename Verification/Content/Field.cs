using System.Text;

namespace WebhookSystem.Verification.Content;

/// <summary>A field of a form or a query, decoded.</summary>
internal readonly record struct Field(string Name, string Value)
{
    private const int FieldsMax = 1000;

    /// <summary>All fields in their order; none where they are too many to be looked at.</summary>
    public static List<Field> ReadAll(string text)
    {
        var fields = new List<Field>();
        foreach (var range in text.AsSpan().Split('&'))
        {
            var pair = text.AsSpan()[range];
            if (pair.IsEmpty)
                continue;
            if (fields.Count == FieldsMax)
                return [];
            var equals = pair.IndexOf('=');
            fields.Add(equals < 0 ? new(Decode(pair), "") : new(Decode(pair[..equals]), Decode(pair[(equals + 1)..])));
        }

        return fields;
    }

    /// <summary>As the body of a form.</summary>
    public static byte[] WriteAll(IEnumerable<Field> fields) => Encoding.UTF8.GetBytes(string.Join(
        '&', fields.Select(static field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));

    /// <summary>The value of the field; null where there is none, or more than one.</summary>
    public static string? Single(IReadOnlyList<Field> fields, string name)
    {
        string? found = null;
        foreach (var field in fields)
        {
            if (field.Name != name)
                continue;
            if (found is not null)
                return null;
            found = field.Value;
        }

        return found;
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
