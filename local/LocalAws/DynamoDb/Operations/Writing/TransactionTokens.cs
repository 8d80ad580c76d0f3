using System.Security.Cryptography;
using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>
/// The client tokens of the last ten minutes, each with what it was used for. Guarded by its own lock.
/// </summary>
internal sealed class TransactionTokens(TimeProvider time)
{
    private const int LengthMax = 36;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);
    private readonly Queue<Use> _byAge = [];

    /// <summary>One use of a token: what for, and since when.</summary>
    public sealed record Use(string Token, byte[] Digest, DateTimeOffset At);

    /// <summary>The use that a request makes of its token, or null where it gives none.</summary>
    public Use? Read(JsonElement input) => input.Text("ClientRequestToken") switch
    {
        null => null,
        { Length: 0 } => throw Refusals.Constraint(
            "", "clientRequestToken", "Member must have length greater than or equal to 1"),
        { Length: > LengthMax } token => throw Refusals.Constraint(
            token, "clientRequestToken", "Member must have length less than or equal to 36"),
        var token => new(token, DigestOf(input), time.GetUtcNow()),
    };

    /// <summary>All uses, oldest first.</summary>
    public IReadOnlyList<Use> All
    {
        get
        {
            lock (this)
                return [.. _byAge];
        }
    }

    /// <summary>The same request was already carried out under this token; with other content it is refused.</summary>
    public bool IsReplay(Use use)
    {
        Forget();
        if (!_uses.TryGetValue(use.Token, out var first))
            return false;
        return first.Digest.AsSpan().SequenceEqual(use.Digest) ? true : throw new AwsException(
            "IdempotentParameterMismatchException",
            "Idempotent parameter mismatch: the request differs from the one first sent with this token.");
    }

    public void Remember(Use use)
    {
        _uses[use.Token] = use;
        _byAge.Enqueue(use);
    }

    // How much the caller wants to be told may change between attempts, what is to be done may not. In which order
    // an object's members stand says nothing.
    private static byte[] DigestOf(JsonElement input)
    {
        using var written = new MemoryStream();
        using (var output = new Utf8JsonWriter(written))
            WriteOrdered(input.GetProperty("TransactItems"), output);
        return SHA256.HashData(written.GetBuffer().AsSpan(0, (int)written.Length));
    }

    private static void WriteOrdered(JsonElement element, Utf8JsonWriter output)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                output.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(
                    static member => member.Name, StringComparer.Ordinal))
                {
                    output.WritePropertyName(member.Name);
                    WriteOrdered(member.Value, output);
                }

                output.WriteEndObject();
                break;
            case JsonValueKind.Array:
                output.WriteStartArray();
                foreach (var entry in element.EnumerateArray())
                    WriteOrdered(entry, output);
                output.WriteEndArray();
                break;
            default:
                element.WriteTo(output);
                break;
        }
    }

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
