namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;

/// <summary>Cuts an expression into tokens, the last of which is the end.</summary>
internal static class Tokenizer
{
    private static readonly string[] Symbols =
        ["<>", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ",", ".", "+", "-"];

    public static List<Token> Cut(string text, string kind)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            tokens.Add(Next(text, at, kind));
            at = tokens[^1].End;
        }

        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static Token Next(string text, int at, string kind)
    {
        var first = text[at];
        if (first is '#' or ':')
        {
            var end = EndOfWord(text, at + 1);
            if (end > at + 1)
                return new(first == '#' ? TokenKind.Name : TokenKind.Value, text[at..end], at);
        }
        else if (char.IsAsciiDigit(first))
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            return new(TokenKind.Number, text[at..end], at);
        }
        else if (char.IsAsciiLetter(first))
        {
            return new(TokenKind.Word, text[at..EndOfWord(text, at)], at);
        }
        else if (Array.Find(Symbols, symbol => text.AsSpan(at).StartsWith(symbol)) is { } found)
        {
            return new(TokenKind.Symbol, found, at);
        }

        var near = text[at..Math.Min(text.Length, at + 2)];
        throw Refusals.Validation($"Invalid {kind}: Syntax error; token: \"{first}\", near: \"{near}\"");
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && IsWordUnit(text[at]))
            at++;
        return at;
    }

    private static bool IsWordUnit(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_';
}
