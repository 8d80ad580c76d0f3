using System.Text.Json;

namespace WebhookSystem.Contracts;

/// <summary>JSON can write what no string can hold: half of a surrogate pair.</summary>
internal static class JsonCharacters
{
    /// <returns>Where text begins that has such a half; null where none has.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static long? HalfIn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return reader.TokenStartIndex;
            }
        }

        return null;
    }
}
