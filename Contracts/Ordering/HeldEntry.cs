using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>
/// An event that waits for its turn. It takes 32 bytes, for a key may hold many: arrival and rank share a word, and a
/// position has an object of its own only where it goes beyond 64 bits.
/// </summary>
public readonly record struct HeldEntry
{
    private const int RankBits = 8;
    private const long IsFar = 1L << RankBits;
    private const int ArrivalShift = RankBits + 1;

    /// <summary>The id; with the position, where that is far.</summary>
    private readonly object _name;
    private readonly long _position;

    /// <summary>Arrival, whether the position is far, and rank.</summary>
    private readonly long _packed;

    /// <exception cref="OverflowException">The rank is beyond a signed byte, or the arrival beyond 55 bits: some 570
    /// years from 1970.</exception>
    [JsonConstructor]
    public HeldEntry(Int128 position, int rank, long arrival, string id, long version)
    {
        var isFar = position < long.MinValue || position > long.MaxValue;
        _name = isFar ? new Far(id, position) : id;
        _position = isFar ? 0 : (long)position;
        _packed = checked(arrival * (1L << ArrivalShift)) | (isFar ? IsFar : 0) | (byte)checked((sbyte)rank);
        Version = version;
    }

    [JsonConverter(typeof(PositionConverter))]
    public Int128 Position => (_packed & IsFar) == 0 ? _position : ((Far)_name).Position;

    /// <summary>Lower goes first among equal positions.</summary>
    public int Rank => (sbyte)_packed;

    /// <summary>When the Processor stored it, microseconds since 1970. Never compared with a clock.</summary>
    public long Arrival => _packed >> ArrivalShift;

    public string Id => (_packed & IsFar) == 0 ? (string)_name : ((Far)_name).Id;

    /// <summary>The cursor's version whose commit added it; a wake-up names such a version.</summary>
    public long Version { get; init; }

    private sealed record Far(string Id, Int128 Position);
}
