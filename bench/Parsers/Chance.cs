namespace WebhookSystem.Bench.Parsers;

/// <summary>Numbers that follow from a seed and a run alone: any run can be had again without the others.</summary>
/// <remarks>SplitMix64, by Guy Steele, Doug Lea and Christine Flood.</remarks>
internal struct Chance(ulong seed, ulong run)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(seed) ^ (run * Golden);

    /// <summary>At least 0 and less than <paramref name="end"/>.</summary>
    public int Below(int end)
    {
        _state += Golden;
        return (int)(((UInt128)Mix(_state) * (ulong)end) >> 64);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
