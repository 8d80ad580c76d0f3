using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebhookSystem.Ingress.Verify;

/// <summary>Holds a published certificate against the authorities that are trusted.</summary>
/// <param name="roots">Empty: those of the system.</param>
internal sealed class CertificateTrust(X509Certificate2Collection roots)
{
    private static readonly TimeSpan LookUpTimeMax = TimeSpan.FromSeconds(3);

    /// <summary>When the certificate ends.</summary>
    /// <exception cref="CryptographicException">It is none, is not for the name, or is not to be trusted
    /// now.</exception>
    public DateTimeOffset ExpiryOf(string pem, string subject, DateTimeOffset now)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        try
        {
            if (certificates is not [var own, ..] || !own.MatchesHostname(subject))
                throw new CryptographicException($"No certificate for {subject} was published.");
            using var chain = new X509Chain();
            chain.ChainPolicy.VerificationTime = now.UtcDateTime;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.UrlRetrievalTimeout = LookUpTimeMax;
            chain.ChainPolicy.ExtraStore.AddRange(certificates);
            if (roots.Count > 0)
            {
                chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.AddRange(roots);
            }

            return chain.Build(own)
                ? new DateTimeOffset(own.NotAfter.ToUniversalTime())
                : throw new CryptographicException(
                    $"The certificate for {subject} is not trusted: {chain.ChainStatus.FirstOrDefault().Status}.");
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }
}
