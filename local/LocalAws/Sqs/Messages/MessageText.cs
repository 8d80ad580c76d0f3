using System.Buffers;

namespace WebhookSystem.LocalAws.Sqs.Messages;

/// <summary>What SQS admits as text: the characters of XML 1.0 in messages, printable ASCII in FIFO's ids.</summary>
internal static class MessageText
{
    private const int IdCharactersMax = 128;

    // Halves of surrogate pairs never come this far: the request's reader refuses them.
    private static readonly SearchValues<char> Inadmissible = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(static code => (char)code).Except(['\t', '\n', '\r']), '\uFFFE', '\uFFFF',
    ]);

    /// <param name="attribute">Whose value it is; null for a body.</param>
    public static void CheckAdmissible(string text, string? attribute = null)
    {
        var found = text.AsSpan().IndexOfAny(Inadmissible);
        if (found >= 0)
            throw attribute is null ? Refusals.InvalidCharacter(text[found])
                : Refusals.InvalidCharacter(text[found], attribute);
    }

    public static void CheckId(string? id, string parameter)
    {
        if (id is not null && (id.Length is 0 or > IdCharactersMax || id.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            throw Refusals.InvalidValue(id, parameter,
                $"{parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }
}
