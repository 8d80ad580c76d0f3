using System.Globalization;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Ingress.Extract;

/// <summary>Reads positions exactly: integers of any size, and instants to the nanosecond.</summary>
internal static class Positions
{
    /// <summary>Null where the text is no position in this mode.</summary>
    public static Int128? Read(OrderingMode mode, string text) => mode switch
    {
        OrderingMode.Sequence => Integer(text),
        OrderingMode.Timestamp => UnixTime.Parse(text) ?? Rfc3339.Parse(text),
        OrderingMode.Arrival => null,
    };

    private static Int128? Integer(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
