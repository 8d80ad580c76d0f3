using WebhookSystem.LocalAws.DynamoDb.Expressions.Keys;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;

/// <summary>Parses condition, filter and key condition expressions: NOT binds closest, then AND, then OR.</summary>
internal sealed class ConditionParser : ExpressionParser
{
    private const int CandidatesMax = 100;
    private const int NestingMax = 200;

    private readonly Dictionary<int, int> _closed = [];
    private int _nesting;

    private ConditionParser(string text, string kind, Placeholders placeholders)
        : base(text, kind, placeholders)
    {
    }

    public static Condition? Parse(string? text, string kind, Placeholders placeholders)
    {
        if (text is null)
            return null;
        var parser = new ConditionParser(text, kind, placeholders);
        var condition = parser.Alternatives();
        parser.ExpectEnd();
        return condition;
    }

    private Condition Alternatives()
    {
        var condition = Conjunction();
        while (TakeKeyword("OR"))
            condition = new Condition.Any(condition, Conjunction());
        return condition;
    }

    private Condition Conjunction()
    {
        var condition = Negation();
        while (TakeKeyword("AND"))
            condition = new Condition.All(condition, Negation());
        return condition;
    }

    private Condition Negation()
    {
        if (++_nesting > NestingMax)
            throw Invalid("The expression contains too many nested parentheses or operators;");
        var condition = TakeKeyword("NOT") ? new Condition.Not(Negation()) : Primary();
        _nesting--;
        return condition;
    }

    private Condition Primary()
    {
        if (Current.IsSymbol("(") && !IsOperandInParentheses())
            return Parenthesised();
        if (Current.Kind == TokenKind.Word && Following.IsSymbol("(") && Current.Text != "size")
            return Function();

        var subject = TakeOperand();
        if (TakeKeyword("BETWEEN"))
            return Between(subject);
        if (TakeKeyword("IN"))
            return In(subject);
        var comparator = TakeComparator();
        var right = TakeOperand();
        return Compared(subject, comparator, right);
    }

    /// <summary>A parenthesis holds an operand, and no condition, where a comparison goes on behind it.</summary>
    private bool IsOperandInParentheses()
    {
        var depth = 0;
        for (var at = Position; TokenAt(at).Kind != TokenKind.End; at++)
        {
            depth += TokenAt(at).IsSymbol("(") ? 1 : TokenAt(at).IsSymbol(")") ? -1 : 0;
            if (depth > 0)
                continue;
            var behind = TokenAt(at + 1);
            return (behind.Kind == TokenKind.Symbol && behind.Text is "=" or "<>" or "<" or "<=" or ">" or ">=")
                || behind.IsKeyword("BETWEEN") || behind.IsKeyword("IN");
        }

        return false;
    }

    private Condition Parenthesised()
    {
        var open = Position;
        Expect("(");
        var inner = Alternatives();
        var close = Position;
        Expect(")");
        _closed[open] = close;
        if (_closed.TryGetValue(open + 1, out var innerClose) && innerClose == close - 1)
            throw Invalid("The expression has redundant parentheses;");
        return inner;
    }

    private Condition.Comparison Compared(Operand left, Comparator comparator, Operand right)
    {
        var symbol = comparator.Symbol;
        if (comparator is not (Comparator.Equal or Comparator.NotEqual))
        {
            RequireOrdered(left, $"operator: {symbol}");
            RequireOrdered(right, $"operator: {symbol}");
        }

        RequireDistinct(symbol, left, right);
        return new(left, comparator, right);
    }

    private void RequireDistinct(string operation, Operand left, Operand right)
    {
        if (left is Operand.AtPath { Path: var path } && left.Equals(right))
        {
            throw Invalid("The first operand must be distinct from the remaining operands for this operator or "
                + $"function; operator: {operation}, first operand: {path}");
        }
    }

    private Condition.Between Between(Operand subject)
    {
        var low = TakeOperand();
        if (!TakeKeyword("AND"))
            throw SyntaxError();
        var high = TakeOperand();
        foreach (var operand in (ReadOnlySpan<Operand>)[subject, low, high])
            RequireOrdered(operand, "operator: BETWEEN");
        if (low is Operand.Literal a && high is Operand.Literal b)
            RequireBounds(a.Value, b.Value);
        return new(subject, low, high);
    }

    private void RequireBounds(AttributeValue low, AttributeValue high)
    {
        if (low.Type != high.Type)
        {
            throw Invalid("The BETWEEN operator requires same data type for lower and upper bounds; "
                + $"lower bound operand: AttributeValue: {low.Describe()}, "
                + $"upper bound operand: AttributeValue: {high.Describe()}");
        }

        if (AttributeValue.Compare(low, high) > 0)
        {
            throw Invalid("The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
                + $"lower bound operand: AttributeValue: {low.Describe()}, "
                + $"upper bound operand: AttributeValue: {high.Describe()}");
        }
    }

    private Condition.In In(Operand subject)
    {
        Expect("(");
        List<Operand> candidates = [TakeOperand()];
        while (TakeSymbol(","))
            candidates.Add(TakeOperand());
        Expect(")");
        return candidates.Count <= CandidatesMax ? new(subject, [.. candidates]) : throw Invalid(
            "Invalid number of operands for operator or function; operator: IN, "
            + $"number of operands: {candidates.Count + 1}");
    }

    private Condition Function()
    {
        var name = Take().Text;
        if (name is not (
            "attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains"))
            throw NoFunction(name);

        var operands = TakeOperands();
        var wanted = name is "attribute_exists" or "attribute_not_exists" ? 1 : 2;
        RequireCount(name, operands, wanted);
        if (wanted == 2)
            RequireDistinct(name, operands[0], operands[1]);
        return name switch
        {
            "attribute_exists" => new Condition.Exists(PathOf(name, operands[0]), true),
            "attribute_not_exists" => new Condition.Exists(PathOf(name, operands[0]), false),
            "attribute_type" => new Condition.HasType(operands[0], TypeName(operands[1])),
            "begins_with" => new Condition.BeginsWith(Prefixed(operands[0]), Prefixed(operands[1])),
            _ => new Condition.Contains(operands[0], operands[1]),
        };
    }

    private List<Operand> TakeOperands()
    {
        Expect("(");
        List<Operand> operands = [TakeOperand()];
        while (TakeSymbol(","))
            operands.Add(TakeOperand());
        Expect(")");
        return operands;
    }

    private Operand TakeOperand()
    {
        if (TakeSymbol("("))
        {
            if (Current.IsSymbol("("))
                throw Invalid("The expression has redundant parentheses;");
            var inner = TakeOperand();
            Expect(")");
            return inner;
        }

        if (Current.Kind == TokenKind.Value)
            return new Operand.Literal(Placeholders.Value(Take().Text, Kind));
        if (Current.Kind != TokenKind.Word || !Following.IsSymbol("("))
            return new Operand.AtPath(TakePath());

        var name = Take().Text;
        if (name is "attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains")
        {
            throw Invalid("The function is not allowed to be used this way in an expression; "
                + $"function: {name}");
        }

        if (name != "size")
            throw NoFunction(name);
        var operands = TakeOperands();
        RequireCount(name, operands, 1);
        if (operands[0] is Operand.Literal { Value: { Length: null } value })
            throw WrongType("operator or function: size", value.Type);
        if (operands[0] is Operand.SizeOf)
            throw WrongType("operator or function: size", "N");
        return new Operand.SizeOf(operands[0]);
    }

    private Comparator TakeComparator()
    {
        Comparator? comparator = Current.Kind != TokenKind.Symbol ? null : Current.Text switch
        {
            "=" => Comparator.Equal,
            "<>" => Comparator.NotEqual,
            "<" => Comparator.Less,
            "<=" => Comparator.LessOrEqual,
            ">" => Comparator.Greater,
            ">=" => Comparator.GreaterOrEqual,
            _ => null,
        };
        if (comparator is null)
            throw SyntaxError();
        Take();
        return comparator.Value;
    }

    private DocumentPath PathOf(string function, Operand operand) => operand is Operand.AtPath { Path: var path }
        ? path
        : throw Invalid($"Operator or function requires a document path; operator or function: {function}");

    private Operand TypeName(Operand operand)
    {
        if (operand is not Operand.Literal { Value: var value })
            throw WrongType("operator or function: attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
        if (value is not StringValue name)
            throw WrongType("operator or function: attribute_type", value.Type);
        return name.Text is "S" or "N" or "B" or "SS" or "NS" or "BS" or "L" or "M" or "BOOL" or "NULL"
            ? operand
            : throw Invalid($"Invalid attribute type name found; type: {name.Text}, "
                + "valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }

    private Operand Prefixed(Operand operand) =>
        operand is Operand.Literal { Value: { } value } and not Operand.Literal { Value: StringValue or BinaryValue }
            ? throw WrongType("operator or function: begins_with", value.Type)
            : operand;

    private void RequireOrdered(Operand operand, string what)
    {
        if (operand is Operand.Literal { Value: var value } && value is not (StringValue or NumberValue or BinaryValue))
            throw WrongType(what, value.Type);
    }

    private void RequireCount(string function, List<Operand> operands, int wanted)
    {
        if (operands.Count != wanted)
        {
            throw Invalid("Incorrect number of operands for operator or function; "
                + $"operator or function: {function}, number of operands: {operands.Count}");
        }
    }

    private Wire.AwsException NoFunction(string name) => name is "if_not_exists" or "list_append"
        ? Invalid($"The function is not allowed in a condition expression; function: {name}")
        : Invalid($"Invalid function name; function: {name}");

    private Wire.AwsException WrongType(string what, string type) =>
        Invalid($"Incorrect operand type for operator or function; {what}, operand type: {type}");
}
