using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;

/// <summary>Parses SET, REMOVE, ADD and DELETE sections, each at most once and in any order.</summary>
internal sealed class UpdateParser : ExpressionParser
{
    private readonly List<UpdateAction> _actions = [];
    private readonly HashSet<string> _sections = new(StringComparer.OrdinalIgnoreCase);

    private UpdateParser(string text, Placeholders placeholders)
        : base(text, "UpdateExpression", placeholders)
    {
    }

    public static Update Parse(string? text, Placeholders placeholders)
    {
        if (text is null)
            return Update.Nothing;
        var parser = new UpdateParser(text, placeholders);
        while (parser.Current.Kind != TokenKind.End)
            parser.Section();
        if (PathRules.Complaint([.. parser._actions.Select(static action => action.Path)]) is { } complaint)
            throw parser.Invalid(complaint);
        return new(parser._actions);
    }

    private void Section()
    {
        Func<UpdateAction> action = Current.Kind != TokenKind.Word ? throw SyntaxError()
            : Current.Text.ToUpperInvariant() switch
            {
                "SET" => Set,
                "REMOVE" => () => new UpdateAction.Remove(TakePath()),
                "ADD" => Add,
                "DELETE" => Delete,
                _ => throw SyntaxError(),
            };
        var section = Take().Text.ToUpperInvariant();
        if (!_sections.Add(section))
            throw Invalid($"The \"{section}\" section can only be used once in an update expression;");

        do
            _actions.Add(action());
        while (TakeSymbol(","));
    }

    private UpdateAction.Set Set()
    {
        var path = TakePath();
        Expect("=");
        var value = TakeValue();
        if (TakeSymbol("+"))
            value = Summed(value, TakeValue(), isDifference: false);
        else if (TakeSymbol("-"))
            value = Summed(value, TakeValue(), isDifference: true);
        return new(path, value);
    }

    private UpdateValue.Sum Summed(UpdateValue left, UpdateValue right, bool isDifference)
    {
        foreach (var operand in (ReadOnlySpan<UpdateValue>)[left, right])
        {
            if (operand is UpdateValue.Literal { Value: var value } && value is not NumberValue)
            {
                throw Invalid("Incorrect operand type for operator or function; "
                    + $"operator or function: {(isDifference ? "-" : "+")}, operand type: {value.Type}");
            }
        }

        return new(left, right, isDifference);
    }

    private UpdateValue TakeValue()
    {
        if (TakeSymbol("("))
        {
            if (Current.IsSymbol("("))
                throw Invalid("The expression has redundant parentheses;");
            var inner = TakeValue();
            Expect(")");
            return inner;
        }

        if (Current.Kind == TokenKind.Value)
            return new UpdateValue.Literal(TakeLiteral());
        if (Current.Kind == TokenKind.Word && Following.IsSymbol("("))
            return Function();
        return new UpdateValue.AtPath(TakePath());
    }

    private UpdateValue Function()
    {
        var name = Take().Text;
        if (name is not ("if_not_exists" or "list_append"))
            throw Invalid($"Invalid function name; function: {name}");

        Expect("(");
        List<UpdateValue> operands = [TakeValue()];
        while (TakeSymbol(","))
            operands.Add(TakeValue());
        Expect(")");
        if (operands.Count != 2)
        {
            throw Invalid("Incorrect number of operands for operator or function; "
                + $"operator or function: {name}, number of operands: {operands.Count}");
        }

        return name == "list_append" ? Appended(operands) : operands[0] is UpdateValue.AtPath { Path: var path }
            ? new UpdateValue.IfNotExists(path, operands[1])
            : throw Invalid($"Operator or function requires a document path; operator or function: {name}");
    }

    private UpdateValue.Appended Appended(List<UpdateValue> operands)
    {
        foreach (var operand in operands)
        {
            if (operand is UpdateValue.Appended)
            {
                throw Invalid(
                    "The function is not allowed to be used this way in an expression; function: list_append");
            }

            if (operand is UpdateValue.Literal { Value: var value } && value is not ListValue)
            {
                throw Invalid("Incorrect operand type for operator or function; "
                    + $"operator or function: list_append, operand type: {value.Type}");
            }
        }

        return new(operands[0], operands[1]);
    }

    private UpdateAction.Add Add()
    {
        var path = TakePath();
        var value = TakeLiteral();
        return value is NumberValue or SetValue ? new(path, value) : throw WrongSectionType("ADD", value);
    }

    private UpdateAction.Delete Delete()
    {
        var path = TakePath();
        var value = TakeLiteral();
        return value is SetValue set ? new(path, set) : throw WrongSectionType("DELETE", value);
    }

    private AttributeValue TakeLiteral() =>
        Current.Kind == TokenKind.Value ? Placeholders.Value(Take().Text, Kind) : throw SyntaxError();

    private Wire.AwsException WrongSectionType(string section, AttributeValue value)
    {
        var type = value.Type switch
        {
            "S" => "STRING",
            "B" => "BINARY",
            "L" => "LIST",
            "M" => "MAP",
            "N" => "NUMBER",
            "BOOL" => "BOOLEAN",
            var other => other,
        };
        return Invalid("Incorrect operand type for operator or function; "
            + $"operator: {section}, operand type: {type}, typeSet: ALLOWED_FOR_{section}_OPERAND");
    }
}
