using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WebhookSystem.EventPatterns.Matching;

namespace WebhookSystem.EventPatterns.Reading;

/// <summary>Reads a block of addresses; the bits behind its mask say nothing and may be set.</summary>
internal static class AddressReader
{
    public static AddressBlock Read(string text, string place)
    {
        var parts = text.Split('/');
        if (parts is not [var address, var mask] || AddressBlock.Read(address) is not { } first
            || !int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            throw new InvalidPatternException($"{place}: cidr takes an IPv4 or IPv6 address, '/', and a mask's bits.");

        var bitsMax = first.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        return bits <= bitsMax ? new(new(first, bits))
            : throw new InvalidPatternException($"{place}: the mask has at most {bitsMax} bits.");
    }
}
