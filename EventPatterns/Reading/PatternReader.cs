using System.Text.Json;
using WebhookSystem.EventPatterns.Matching;

namespace WebhookSystem.EventPatterns.Reading;

/// <summary>Reads the pattern's structure: objects nest, arrays hold matchers, $or holds objects.</summary>
internal static class PatternReader
{
    private const string Or = "$or";

    // EventBridge writes $or out into plain patterns, and takes no pattern that makes more of them.
    private const long CombinationsMax = 1000;

    public static ObjectPattern ReadRoot(JsonElement pattern)
    {
        if (pattern.ValueKind != JsonValueKind.Object)
            throw new InvalidPatternException("A pattern is a JSON object.");
        var root = ReadObject(pattern, "");
        return Combinations(root) <= CombinationsMax ? root
            : throw new InvalidPatternException($"$or gives more than {CombinationsMax} combinations.");
    }

    private static long Combinations(ObjectPattern pattern)
    {
        var within = pattern.Fields.Select(static field => field.Pattern).OfType<ObjectPattern>().Select(Combinations);
        var beside = pattern.Alternatives.Select(static alternatives => alternatives.Sum(Combinations));
        return within.Concat(beside).Aggregate(1L, static (product, factor) =>
            Math.Min(product * factor, CombinationsMax + 1));
    }

    private static ObjectPattern ReadObject(JsonElement pattern, string path)
    {
        var fields = new List<(string, IFieldPattern)>();
        var alternatives = new List<IReadOnlyList<ObjectPattern>>();
        foreach (var field in pattern.EnumerateObject())
        {
            var place = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (field.Name == Or)
                alternatives.Add(ReadAlternatives(field.Value, path, place));
            else
                fields.Add((field.Name, ReadField(field.Value, place)));
        }

        if (fields.Count == 0 && alternatives.Count == 0)
            throw new InvalidPatternException($"{Name(path)} is an empty object, which would match everything.");
        return new(fields, alternatives);
    }

    private static IFieldPattern ReadField(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(value, place),
        JsonValueKind.Array when value.GetArrayLength() > 0 =>
            new ValuePattern([.. value.EnumerateArray().Select(element => MatcherReader.Read(element, place))]),
        JsonValueKind.Array =>
            throw new InvalidPatternException($"{place} is an empty array, which would match nothing."),
        _ => throw new InvalidPatternException($"{place} must be an object or an array of what is wanted."),
    };

    // Alternatives speak of the fields beside $or, so their path is that of the object it stands in.
    private static List<ObjectPattern> ReadAlternatives(JsonElement value, string path, string place)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2
            || value.EnumerateArray().Any(static element => element.ValueKind != JsonValueKind.Object))
            throw new InvalidPatternException($"{place} must be an array of at least two objects.");
        return [.. value.EnumerateArray().Select(element => ReadObject(element, path))];
    }

    private static string Name(string path) => path.Length == 0 ? "The pattern" : path;
}
