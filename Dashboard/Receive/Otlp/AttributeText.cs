using System.Globalization;
using WebhookSystem.Dashboard.Receive.Protocol;

namespace WebhookSystem.Dashboard.Receive.Otlp;

/// <summary>An attribute's value as text, whatever its kind.</summary>
internal static class AttributeText
{
    private const int DepthMax = 8;

    /// <summary>The attribute of that name; null where there is none.</summary>
    public static string? Of(IEnumerable<KeyValue>? attributes, string name) =>
        attributes?.FirstOrDefault(attribute => attribute.Key == name) is { } found ? Of(found.Value) : null;

    public static string Of(AnyValue? value) => Of(value, depth: 0);

    private static string Of(AnyValue? value, int depth) => depth > DepthMax ? "…" : value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.ArrayValue =>
            $"[{string.Join(", ", value.ArrayValue.Values.Select(element => Of(element, depth + 1)))}]",
        AnyValue.ValueOneofCase.KvlistValue => string.Join(
            ", ", value.KvlistValue.Values.Select(pair => $"{pair.Key}={Of(pair.Value, depth + 1)}")),
        AnyValue.ValueOneofCase.BytesValue => Convert.ToHexStringLower(value.BytesValue.Span),
        AnyValue.ValueOneofCase.None or null => "",
    };
}
