using System.Security.Cryptography;
using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>
/// The client tokens of the last ten minutes, each with what it was used for. Guarded by its own lock.
/// </summary>
internal sealed class TransactionTokens(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);
    private readonly Queue<Use> _byAge = [];

    private sealed record Use(string Token, byte[] Digest, DateTimeOffset At);

    /// <summary>The same request was already carried out under this token; with other content it is refused.</summary>
    public bool IsReplay(string token, JsonElement input)
    {
        if (token.Length is 0 or > 36)
        {
            throw Refusals.Constraint(token, "clientRequestToken", token.Length == 0
                ? "Member must have length greater than or equal to 1"
                : "Member must have length less than or equal to 36");
        }

        Forget();
        if (!_uses.TryGetValue(token, out var use))
            return false;
        return use.Digest.AsSpan().SequenceEqual(DigestOf(input)) ? true : throw new AwsException(
            "IdempotentParameterMismatchException",
            "Idempotent parameter mismatch: the request differs from the one first sent with this token.");
    }

    public void Remember(string? token, JsonElement input)
    {
        if (token is null)
            return;
        var use = new Use(token, DigestOf(input), time.GetUtcNow());
        _uses[token] = use;
        _byAge.Enqueue(use);
    }

    // How much the caller wants to be told may change between attempts, what is to be done may not.
    private static byte[] DigestOf(JsonElement input) =>
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(input.GetProperty("TransactItems").GetRawText()));

    private void Forget()
    {
        var horizon = time.GetUtcNow() - Lifetime;
        while (_byAge.TryPeek(out var oldest) && oldest.At < horizon)
        {
            _byAge.Dequeue();
            if (ReferenceEquals(_uses.GetValueOrDefault(oldest.Token), oldest))
                _uses.Remove(oldest.Token);
        }
    }
}
