using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Simulator.Providers;

/// <summary>HMAC-SHA256 over a text and the raw body behind it.</summary>
internal static class Mac
{
    public static byte[] Of(string secret, string before, byte[] body) =>
        Of(Encoding.UTF8.GetBytes(secret), before, body);

    public static byte[] Of(byte[] key, string before, byte[] body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(before));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
