using System.Security.Cryptography;

namespace WebhookSystem.Ingress.Verify;

/// <summary>What requests to no source are held against: a secret that nobody has, new in each process.</summary>
internal sealed class NobodysSecret : ISecretStore
{
    private readonly SecretVersions _versions = new(
        Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), DateTimeOffset.MinValue, null);

    public Task<SecretVersions> FetchAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult(_versions);
}
