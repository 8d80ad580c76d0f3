using System.Runtime.InteropServices;
using System.Text.Json;

namespace WebhookSystem.Verification.Entries;

/// <summary>Everything that is wrong in a catalogue, each with its line, its place and the reason.</summary>
internal sealed class Faults(ReadOnlyMemory<byte> json)
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    /// <param name="value">What is wrong, or stands nearest to it.</param>
    /// <param name="place">A JSON pointer.</param>
    public void Add(JsonElement value, string place, string reason) =>
        _all.Add($"line {LineOf(value)}, {place}: {reason}");

    private int LineOf(JsonElement value) =>
        json.Span.Overlaps(JsonMarshal.GetRawUtf8Value(value), out var start)
            ? json.Span[..start].Count((byte)'\n') + 1
            : 1;
}
