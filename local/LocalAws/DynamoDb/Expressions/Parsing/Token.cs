namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;

internal enum TokenKind { Word, Name, Value, Number, Symbol, End }

/// <summary>A piece of an expression, with where it stands in the text.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start)
{
    public int End => Start + Text.Length;

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) =>
        Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
