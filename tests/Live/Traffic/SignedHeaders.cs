using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Live.Traffic;

/// <summary>Signs as the specification of Standard Webhooks says, without any code of the product.</summary>
internal readonly record struct SignedHeaders(string Id, string Timestamp, string Signature)
{
    /// <param name="isForged">The signature is nobody's.</param>
    public static SignedHeaders Of(Delivery delivery, DateTimeOffset now, bool isForged = false)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, delivery.Source.SigningKey);
        mac.AppendData(Encoding.UTF8.GetBytes($"{delivery.Id}.{timestamp}."));
        mac.AppendData(delivery.Body);
        var signature = mac.GetHashAndReset();
        if (isForged)
            signature[0] ^= 1;
        return new(delivery.Id, timestamp, $"v1,{Convert.ToBase64String(signature)}");
    }
}
