using System.Text;

namespace WebhookSystem.LocalAws.DynamoDb.Statements;

internal enum StatementTokenKind { Word, Name, Text, Number, Symbol, End }

/// <summary>A piece of a statement: of a quoted one, what is within its quotes.</summary>
internal readonly record struct StatementToken(StatementTokenKind Kind, string Text)
{
    public bool IsSymbol(string symbol) => Kind == StatementTokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) =>
        Kind == StatementTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a statement of PartiQL into tokens, the last of which is the end.</summary>
internal static class StatementTokenizer
{
    private static readonly string[] Symbols = ["<>", "<=", ">=", "=", "<", ">", "?", "{", "}", ":", ",", "*"];

    public static List<StatementToken> Cut(string text)
    {
        var tokens = new List<StatementToken>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else
                tokens.Add(Next(text, ref at));
        }

        tokens.Add(new(StatementTokenKind.End, ""));
        return tokens;
    }

    private static StatementToken Next(string text, ref int at)
    {
        var first = text[at];
        if (first is '"' or '\'')
            return new(first == '"' ? StatementTokenKind.Name : StatementTokenKind.Text, Quoted(text, ref at));
        if (char.IsAsciiLetter(first) || first == '_')
        {
            return new(
                StatementTokenKind.Word, While(text, ref at, static c => char.IsAsciiLetterOrDigit(c) || c == '_'));
        }

        if (char.IsAsciiDigit(first) || first == '-')
        {
            at++;
            return new(
                StatementTokenKind.Number, first + While(text, ref at, static c => char.IsAsciiDigit(c) || c == '.'));
        }

        foreach (var symbol in Symbols)
        {
            if (text.AsSpan(at).StartsWith(symbol))
            {
                at += symbol.Length;
                return new(StatementTokenKind.Symbol, symbol);
            }
        }

        throw StatementParser.Malformed($"Unexpected character '{first}' at position {at + 1}");
    }

    /// <summary>A quote within is written twice.</summary>
    private static string Quoted(string text, ref int at)
    {
        var quote = text[at++];
        var content = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] != quote)
                content.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == quote)
                content.Append(text[at++]);
            else
                break;
        }

        return at++ < text.Length
            ? content.ToString()
            : throw StatementParser.Malformed($"A {quote} is not closed");
    }

    private static string While(string text, ref int at, Func<char, bool> isPart)
    {
        var start = at;
        while (at < text.Length && isPart(text[at]))
            at++;
        return text[start..at];
    }
}
