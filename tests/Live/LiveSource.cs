using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Live;

/// <summary>A source of <c>live.sources.json</c>, as whoever drives it knows it.</summary>
/// <param name="IsKeyed">Whether its events have an ordering key.</param>
/// <param name="IsWhole">Its gaps wait for hours: nothing of it may ever be late or follow a gap.</param>
/// <param name="SkipsPositions">Some of its positions never come.</param>
internal sealed record LiveSource(
    string Name, OrderingMode Mode, bool IsKeyed = true, bool IsWhole = false, bool SkipsPositions = false)
{
    public static IReadOnlyList<LiveSource> All { get; } =
    [
        new("whole", OrderingMode.Sequence, IsWhole: true),
        new("gappy", OrderingMode.Sequence, SkipsPositions: true),
        new("timed", OrderingMode.Timestamp),
        new("plain", OrderingMode.Arrival),
        new("loose", OrderingMode.Arrival, IsKeyed: false),
    ];

    /// <summary>What the provider signs with, and where the product finds it: the secret as it is shown.</summary>
    public string Secret => "whsec_" + Convert.ToBase64String(SigningKey);

    public byte[] SigningKey { get; } = SHA256.HashData(Encoding.UTF8.GetBytes($"for {Name}, on this machine only"));
}
