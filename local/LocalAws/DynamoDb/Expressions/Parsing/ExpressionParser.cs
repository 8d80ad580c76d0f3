using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;

/// <summary>
/// What the parsers of all kinds of expression share: the tokens, the placeholders, paths and refusals.
/// </summary>
/// <param name="kind">How AWS names the expression in its messages, e.g. <c>ConditionExpression</c>.</param>
internal abstract class ExpressionParser(string text, string kind, Placeholders placeholders)
{
    private const int BytesMax = 4096;
    private const int StepsMax = 32;

    private readonly List<Token> _tokens = Tokenizer.Cut(Limited(text, kind), kind);
    private int _at;

    protected string Kind { get; } = kind;

    protected Placeholders Placeholders { get; } = placeholders;

    protected Token Current => _tokens[_at];

    protected Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    protected int Position => _at;

    protected Token Take() => _tokens[_at++];

    protected Token TokenAt(int position) => _tokens[position];

    protected bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        _at++;
        return true;
    }

    protected bool TakeKeyword(string keyword)
    {
        if (!Current.IsKeyword(keyword))
            return false;
        _at++;
        return true;
    }

    protected void Expect(string symbol)
    {
        if (!TakeSymbol(symbol))
            throw SyntaxError();
    }

    protected void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
            throw SyntaxError();
    }

    protected DocumentPath TakePath()
    {
        List<PathStep> steps = [PathStep.Member(TakeName())];
        while (true)
        {
            if (TakeSymbol("."))
            {
                steps.Add(PathStep.Member(TakeName()));
            }
            else if (TakeSymbol("["))
            {
                if (Current.Kind != TokenKind.Number)
                    throw SyntaxError();
                if (!int.TryParse(Current.Text, out var index))
                    throw Invalid($"List index is not within the allowable range; index: [{Current.Text}]");
                Take();
                Expect("]");
                steps.Add(PathStep.Element(index));
            }
            else
            {
                return steps.Count <= StepsMax ? new([.. steps]) : throw Invalid(
                    $"The document path has too many nesting levels; nesting levels: {steps.Count}");
            }
        }
    }

    protected AwsException SyntaxError()
    {
        var token = Current.Kind == TokenKind.End ? "<EOF>" : Current.Text;
        var from = _tokens[Math.Max(0, _at - 1)].Start;
        return Invalid($"Syntax error; token: \"{token}\", near: \"{text[from..Following.End]}\"");
    }

    protected AwsException Invalid(string reason) => Refusals.Validation($"Invalid {Kind}: {reason}");

    private static string Limited(string text, string kind)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Refusals.Validation($"Invalid {kind}: The expression can not be empty;");
        var bytes = System.Text.Encoding.UTF8.GetByteCount(text);
        return bytes <= BytesMax ? text : throw Refusals.Validation(
            $"Invalid {kind}: Expression size has exceeded the maximum allowed size; expression size: {bytes}");
    }

    private string TakeName()
    {
        if (Current.Kind == TokenKind.Name)
            return Placeholders.Name(Take().Text, Kind);
        if (Current.Kind != TokenKind.Word)
            throw SyntaxError();
        if (ReservedWords.Contains(Current.Text))
            throw Invalid($"Attribute name is a reserved keyword; reserved keyword: {Current.Text}");
        return Take().Text;
    }
}
