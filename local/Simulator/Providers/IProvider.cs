using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Simulator.Providers;

/// <summary>What happened at a provider: the next step in the life of one of its objects.</summary>
/// <param name="Key">The object's number in this run.</param>
/// <param name="Step">Place in the object's life, from 1.</param>
internal sealed record Happening(string Run, int Key, long Step, DateTimeOffset At, Random Chance)
{
    /// <summary>The object's id where the provider numbers its objects: of this run and key, within 2^53.</summary>
    public long ObjectNumber => NumberOf(Key);

    public long NumberOf(int key)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Run));
        var run = BitConverter.ToUInt32(digest) | ((long)digest[4] << 32);
        return (run * 10_000) + key + 1;
    }

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[Chance.Next(choices.Length)];

    /// <summary>The first step's type, then the others in turn.</summary>
    public string TypeOf(params ReadOnlySpan<string> types) =>
        Step == 1 ? types[0] : types[1 + (int)((Step - 2) % (types.Length - 1))];
}

/// <summary>A webhook as the provider keeps it for all its attempts.</summary>
/// <param name="Headers">Those that are the same in each attempt.</param>
internal sealed record Message(string Id, byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>One attempt to deliver it.</summary>
/// <param name="Body">As it goes out.</param>
/// <param name="Number">From 1.</param>
internal sealed record Attempt(string Id, byte[] Body, string Secret, DateTimeOffset Now, int Number)
{
    /// <summary>The receiver's, for providers that sign it.</summary>
    public Uri Address { get; init; } = new("http://localhost/");

    public string? ContentType { get; init; }

    public string Timestamp => Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An attempt as it goes out.</summary>
internal readonly record struct Rendered(
    byte[] Body, string Address, IEnumerable<(string Name, string Value)> Headers);

/// <summary>How a provider writes and signs its webhooks.</summary>
internal interface IProvider
{
    /// <summary>Name of the source at the receiver.</summary>
    string Source { get; }

    /// <summary>How old its signature may be at the receiver; null where no time is signed.</summary>
    TimeSpan? Tolerance { get; }

    /// <summary>Whether the signature covers the time of sending.</summary>
    bool SignsTime => Tolerance is not null;

    /// <summary>Whether the signature covers the body whole.</summary>
    bool SignsBody => true;

    /// <summary>The secret that this sender brings; null: the receiver's development secret.</summary>
    string? OwnSecret => null;

    Message Compose(Happening happening);

    /// <summary>The headers of one attempt, the signature among them.</summary>
    IEnumerable<(string Name, string Value)> Sign(Attempt attempt);

    Rendered Render(Attempt attempt) => new(attempt.Body, attempt.Address.ToString(), Sign(attempt));
}
