using WebhookSystem.Contracts.Sources;
using WebhookSystem.Dashboard.Show.Parts;
using WebhookSystem.Verification;

namespace WebhookSystem.Dashboard.Show.Sources;

/// <summary>A source's configuration in words.</summary>
internal static class SourceWords
{
    public static string Order(SourceConfiguration source) => source.Mode switch
    {
        OrderingMode.Sequence =>
            $"In the order of a number, per key; a gap waits {Say.Duration(source.GapTimeout.TotalMilliseconds)}.",
        OrderingMode.Timestamp =>
            $"In the order of a time, per key, held for {Say.Duration(source.Hold.TotalMilliseconds)}.",
        OrderingMode.Arrival when source.Key.Count > 0 => "In the order of arrival, per key: best effort.",
        OrderingMode.Arrival => "No order: each event leaves as it comes.",
    };

    public static string Scheme(Scheme scheme) =>
        scheme.SignatureHeader is { } header ? $"{scheme.Algorithm} in {header}" : $"{scheme.Algorithm}";

    public static string Places(IReadOnlyList<Location> places) =>
        places.Count == 0 ? "none" : string.Join(", else ", places);

    public static string Window(Scheme scheme) => scheme.Tolerance is { } tolerance
        ? $"{Say.Duration(tolerance.TotalMilliseconds)} around the signed time"
        : "no time is signed: a repeated request is recognised by its id alone";
}
