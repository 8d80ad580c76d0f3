using System.Text;

namespace WebhookSystem.Ingress.Extract.Find;

/// <summary>Fields of a form-encoded body.</summary>
internal static class FormFields
{
    /// <summary>The field's value; null where it is absent, empty, or there twice and so means nothing.</summary>
    public static string? Find(ReadOnlySpan<byte> body, string field)
    {
        string? found = null;
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            var equals = pair.IndexOf((byte)'=');
            if (equals < 0 || Decode(pair[..equals]) != field)
                continue;
            if (found is not null)
                return null;
            found = Decode(pair[(equals + 1)..]);
        }

        return found is { Length: > 0 } ? found : null;
    }

    private static string Decode(ReadOnlySpan<byte> text) =>
        Uri.UnescapeDataString(Encoding.UTF8.GetString(text).Replace('+', ' '));
}
