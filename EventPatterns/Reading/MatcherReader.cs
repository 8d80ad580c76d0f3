using System.Text.Json;
using WebhookSystem.EventPatterns.Matching;

namespace WebhookSystem.EventPatterns.Reading;

/// <summary>Reads one matcher: a plain value, or an object with one operator.</summary>
internal static class MatcherReader
{
    public static Matcher Read(JsonElement element, string place) => element.ValueKind switch
    {
        JsonValueKind.String => new ExactText(element.GetString()!),
        JsonValueKind.Number => new ExactNumber(element.GetRawText()),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => new ExactLiteral(element.ValueKind),
        JsonValueKind.Object => ReadOperator(element, place),
        _ => throw new InvalidPatternException($"{place} holds an array in an array; values and operators only."),
    };

    private static Matcher ReadOperator(JsonElement element, string place)
    {
        var (name, operand) = Single(element, place);
        return name switch
        {
            "exists" => operand.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new Exists(operand.GetBoolean())
                : throw new InvalidPatternException($"{place}: exists takes true or false."),
            "numeric" => NumericReader.Read(operand, place),
            "cidr" => AddressReader.Read(Text(name, operand, place), place),
            "anything-but" => new AnythingBut(ReadUnwanted(operand, place)),
            _ => ReadText(name, operand, place),
        };
    }

    private static Matcher ReadText(string name, JsonElement operand, string place) => name switch
    {
        "prefix" => ReadEnd(name, operand, place),
        "suffix" => ReadEnd(name, operand, place),
        "equals-ignore-case" => new TextIgnoringCase(Text(name, operand, place)),
        "wildcard" => WildcardReader.Read(Text(name, operand, place), place),
        _ => throw new InvalidPatternException($"{place}: there is no operator '{name}'."),
    };

    private static TextEnd ReadEnd(string name, JsonElement operand, string place)
    {
        if (operand.ValueKind != JsonValueKind.Object)
            return new(Text(name, operand, place), name == "prefix", StringComparison.Ordinal);
        var (inner, text) = Single(operand, place);
        return inner == "equals-ignore-case"
            ? new(Text(inner, text, place), name == "prefix", StringComparison.OrdinalIgnoreCase)
            : throw new InvalidPatternException($"{place}: {name} takes text or equals-ignore-case.");
    }

    private static List<Matcher> ReadUnwanted(JsonElement operand, string place)
    {
        if (operand.ValueKind != JsonValueKind.Object)
            return [.. OneOrMore(operand, place).Select(value => ReadPlain(value, place))];
        var (name, texts) = Single(operand, place);
        return [.. OneOrMore(texts, place).Select(text => ReadText(name, text, place))];
    }

    private static Matcher ReadPlain(JsonElement value, string place) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Read(value, place)
            : throw new InvalidPatternException($"{place}: anything-but takes text, numbers, or an operator on text.");

    private static IReadOnlyList<JsonElement> OneOrMore(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return [element];
        return element.GetArrayLength() > 0 ? [.. element.EnumerateArray()]
            : throw new InvalidPatternException($"{place}: anything-but takes at least one value.");
    }

    private static (string Name, JsonElement Operand) Single(JsonElement element, string place)
    {
        var members = element.EnumerateObject().ToList();
        return members.Count == 1 ? (members[0].Name, members[0].Value)
            : throw new InvalidPatternException($"{place}: a matcher has exactly one operator.");
    }

    private static string Text(string name, JsonElement operand, string place) =>
        operand.ValueKind == JsonValueKind.String
            ? operand.GetString()!
            : throw new InvalidPatternException($"{place}: {name} takes text.");
}
