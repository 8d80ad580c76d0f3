using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace WebhookSystem.EventPatterns.Matching;

/// <summary><c>{"cidr": "10.0.0.0/24"}</c>: text that is an address within the block, of the same IP version.</summary>
internal sealed record AddressBlock(IPNetwork Network) : Matcher
{
    public override bool Matches(JsonElement value) =>
        Texts.Of(value) is { } text && Read(text) is { } address && Network.Contains(address);

    /// <summary>
    /// Reads what is written as an address: no number that stands for one, no port, no zone, no shortened IPv4.
    /// </summary>
    public static IPAddress? Read(string text)
    {
        if (text.AsSpan().ContainsAny("%[]") || !IPAddress.TryParse(text, out var address))
            return null;
        return address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text ? address : null;
    }
}
