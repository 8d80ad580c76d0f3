namespace WebhookSystem.Bench.Cost;

/// <summary>Text that compresses about as a provider's JSON does: to a sixth or so.</summary>
internal static class Padding
{
    private const int FieldBytes = 64;

    public static string Of(int bytes) => string.Concat(Enumerable.Range(0, Math.Max(0, (bytes - 200) / FieldBytes))
        .Select(at => $"field_{at:D4}: an identifier {at * 7919L % 1_000_003:D8}, and a state that is open; "
            .PadRight(FieldBytes)[..FieldBytes]));
}
