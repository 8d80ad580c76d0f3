using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Contracts.Events;

/// <summary>
/// SHA-256 in lower-case hex: the digest of bodies, and of names that are too long to be kept as they are.
/// </summary>
public static class Digest
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// The name itself, or its digest where it is over <see cref="Topology.Limits.NameCharactersMax"/>.
    /// </summary>
    public static string Bounded(string name) =>
        name.Length <= Topology.Limits.NameCharactersMax ? name : $"sha256:{Of(name)}";
}
