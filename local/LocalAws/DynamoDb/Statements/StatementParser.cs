using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Statements;

/// <summary>
/// Parses the writes of PartiQL for DynamoDB: INSERT, UPDATE with SET and REMOVE, DELETE; of whole attributes, and
/// where comparisons joined by AND hold. What else there is, is refused by name.
/// </summary>
internal sealed class StatementParser
{
    private readonly List<StatementToken> _tokens;
    private int _at;
    private int _parameters;

    private StatementParser(string text) => _tokens = StatementTokenizer.Cut(text);

    private StatementToken Current => _tokens[_at];

    /// <exception cref="AwsException">It is no statement, or one that is not offered.</exception>
    public static Statement Parse(string text)
    {
        var parser = new StatementParser(text);
        var statement = parser.Statement();
        if (parser.Current.Kind != StatementTokenKind.End)
            throw parser.Unexpected();
        return statement with { Parameters = parser._parameters };
    }

    public static AwsException Malformed(string detail) =>
        Refusals.Validation($"Statement wasn't well formed, can't be processed: {detail}");

    private Statement Statement()
    {
        var verb = Current;
        _at++;
        if (verb.IsKeyword("INSERT"))
            return Insert();
        if (verb.IsKeyword("UPDATE"))
            return Update();
        if (verb.IsKeyword("DELETE"))
            return Delete();
        throw verb.IsKeyword("SELECT")
            ? Refusals.Validation("LocalAws does not offer SELECT: use GetItem, Query or Scan.")
            : Malformed("Expected data manipulation");
    }

    private Statement.Insert Insert()
    {
        Expect("INTO");
        var table = Name();
        Expect("VALUE");
        ExpectSymbol("{");
        var members = new List<(string, StatementValue)>();
        do
        {
            var name = Take(StatementTokenKind.Text);
            ExpectSymbol(":");
            members.Add((name, Value()));
        }
        while (TakeSymbol(","));
        ExpectSymbol("}");
        return new(table, members);
    }

    private Statement.Update Update()
    {
        var table = Name();
        var sets = new List<(string, StatementValue)>();
        var removals = new List<string>();
        while (true)
        {
            if (TakeKeyword("SET"))
                do
                    sets.Add(Assignment());
                while (TakeSymbol(","));
            else if (TakeKeyword("REMOVE"))
                removals.Add(Name());
            else
                break;
        }

        return sets.Count + removals.Count > 0 ? new(table, sets, removals, Where()) : throw Unexpected();
    }

    private (string, StatementValue) Assignment()
    {
        var name = Name();
        ExpectSymbol("=");
        return (name, Value());
    }

    private Statement.Delete Delete()
    {
        Expect("FROM");
        return new(Name(), Where());
    }

    private List<StatementComparison> Where()
    {
        Expect("WHERE");
        var comparisons = new List<StatementComparison>();
        do
            comparisons.Add(new(Name(), TakeComparator(), Value()));
        while (TakeKeyword("AND"));
        return comparisons;
    }

    private Comparator TakeComparator()
    {
        foreach (var comparator in Enum.GetValues<Comparator>())
        {
            if (TakeSymbol(comparator.Symbol))
                return comparator;
        }

        throw Unexpected();
    }

    private StatementValue Value()
    {
        if (TakeSymbol("?"))
            return new(_parameters++, null);
        var token = Current;
        _at++;
        return new(-1, token.Kind switch
        {
            StatementTokenKind.Text => new StringValue(token.Text),
            StatementTokenKind.Number => new NumberValue(DynamoNumber.Parse(token.Text)),
            _ when token.IsKeyword("TRUE") => new BooleanValue(true),
            _ when token.IsKeyword("FALSE") => new BooleanValue(false),
            _ when token.IsKeyword("NULL") => NullValue.Instance,
            _ => throw Unexpected(token),
        });
    }

    private string Name() => Current.Kind == StatementTokenKind.Name
        ? Take(StatementTokenKind.Name)
        : Take(StatementTokenKind.Word);

    private string Take(StatementTokenKind kind) => Current.Kind == kind ? _tokens[_at++].Text : throw Unexpected();

    private bool TakeKeyword(string keyword)
    {
        if (!Current.IsKeyword(keyword))
            return false;
        _at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        _at++;
        return true;
    }

    private void Expect(string keyword)
    {
        if (!TakeKeyword(keyword))
            throw Unexpected();
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol))
            throw Unexpected();
    }

    private AwsException Unexpected() => Unexpected(Current);

    private static AwsException Unexpected(StatementToken token) => Malformed(
        token.Kind == StatementTokenKind.End ? "Unexpected end of statement" : $"Unexpected token '{token.Text}'");
}
