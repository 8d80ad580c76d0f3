using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;

/// <summary>The <c>#names</c> and <c>:values</c> of a request, and which of them its expressions have used.</summary>
internal sealed class Placeholders
{
    private readonly Dictionary<string, string> _names = [];
    private readonly Item _values = Item.Empty;
    private readonly HashSet<string> _used = [];
    private readonly bool _hasNames;
    private readonly bool _hasValues;

    /// <param name="input">A request, or one action of a transaction.</param>
    /// <param name="expressions">Members that may use placeholders, for the refusal when none of them is there.</param>
    public Placeholders(JsonElement input, params ReadOnlySpan<string> expressions)
    {
        if (input.Member("ExpressionAttributeNames") is { } names)
        {
            _hasNames = true;
            _names = ReadNames(names);
        }

        if (input.Member("ExpressionAttributeValues") is { } values)
        {
            _hasValues = true;
            _values = ReadValues(values);
        }

        RequireSomeExpression(input, expressions);
    }

    public string Name(string placeholder, string kind)
    {
        _used.Add(placeholder);
        return _names.TryGetValue(placeholder, out var name) ? name : throw Refusals.Validation(
            $"Invalid {kind}: An expression attribute name used in the document path is not defined; "
            + $"attribute name: {placeholder}");
    }

    public AttributeValue Value(string placeholder, string kind)
    {
        _used.Add(placeholder);
        return _values[placeholder] ?? throw Refusals.Validation(
            $"Invalid {kind}: An expression attribute value used in expression is not defined; "
            + $"attribute value: {placeholder}");
    }

    /// <summary>To be called when every expression of the request has been parsed.</summary>
    public void RequireAllUsed()
    {
        RequireUsed("ExpressionAttributeNames", _names.Keys);
        RequireUsed("ExpressionAttributeValues", _values.Select(static value => value.Key));
    }

    private static Dictionary<string, string> ReadNames(JsonElement names)
    {
        if (names.ValueKind != JsonValueKind.Object)
        {
            throw Refusals.Serialization(names.ValueKind == JsonValueKind.Array
                ? "Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>"
                : "Unexpected field type");
        }

        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.EnumerateObject())
        {
            RequireSyntax("ExpressionAttributeNames", name.Name, '#');
            read[name.Name] = AttributeNames.Require(name.Value.AsText());
        }

        return read.Count > 0 ? read : throw Refusals.Validation("ExpressionAttributeNames must not be empty");
    }

    private static Item ReadValues(JsonElement values)
    {
        try
        {
            var read = ValueReader.ReadItem(values);
            foreach (var (placeholder, _) in read)
                RequireSyntax("ExpressionAttributeValues", placeholder, ':');
            return read.Count > 0 ? read : throw Refusals.Validation("ExpressionAttributeValues must not be empty");
        }
        catch (AwsException refusal)
            when (refusal.Message.StartsWith("Supplied AttributeValue", StringComparison.Ordinal))
        {
            throw Refusals.Validation($"ExpressionAttributeValues contains invalid value: {refusal.Message}");
        }
    }

    private static void RequireSyntax(string member, string placeholder, char first)
    {
        if (placeholder.Length < 2 || placeholder[0] != first
            || placeholder.AsSpan(1).ContainsAnyExcept(PlaceholderUnits))
            throw Refusals.Validation($"{member} contains invalid key: Syntax error; key: \"{placeholder}\"");
    }

    private static readonly System.Buffers.SearchValues<char> PlaceholderUnits = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private void RequireSomeExpression(JsonElement input, ReadOnlySpan<string> expressions)
    {
        if (!_hasNames && !_hasValues)
            return;
        foreach (var expression in expressions)
        {
            if (input.Member(expression) is not null)
                return;
        }

        var member = _hasNames ? "ExpressionAttributeNames" : "ExpressionAttributeValues";
        var reason = expressions is [not "ProjectionExpression" and var only] ? $": {only} is null" : "";
        throw Refusals.Validation($"{member} can only be specified when using expressions{reason}");
    }

    private void RequireUsed(string member, IEnumerable<string> placeholders)
    {
        var unused = string.Join(", ", placeholders.Where(placeholder => !_used.Contains(placeholder)));
        if (unused.Length > 0)
            throw Refusals.Validation($"Value provided in {member} unused in expressions: keys: {{{unused}}}");
    }
}
