using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Verification.Tests.Differential;

/// <summary>Makes deliveries from seeds: signed well, then changed in none, one or several of many ways.</summary>
internal sealed class Messages(Scheme scheme, int seed)
{
    private const string Letters = "aZ09 _-{}\":,=.+\u00e9\u20ac\ufffd";

    private static readonly int[] Ages = [0, 1, 30, 60, 61, 299, 300, 301, 400, -1, -59, -60, -61, -299, -300, -301];

    private readonly Random _random = new(seed);

    public Message Next()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + _random.Next(100_000_000))
            .AddMilliseconds(_random.Next(1000));
        var body = Encoding.UTF8.GetBytes(Text(200));
        var secret = _random.Next(20) == 0 ? Pick("", " ", "\t", "\u00a0") : "whsec_" + Text(40);
        var header = scheme.TimestampField is null
            ? scheme.Prefix + Sign(body, secret, "")
            : string.Join(',', Parts(body, secret, now));
        var message = new Message(body, [header], secret, now);
        for (var changes = _random.Next(3); changes > 0; changes--)
            message = Changed(message);
        return message;
    }

    private IEnumerable<string> Parts(byte[] body, string secret, DateTimeOffset now)
    {
        var at = (now.ToUnixTimeSeconds() - Pick(Ages)).ToString(CultureInfo.InvariantCulture);
        // A sender may write its time oddly and sign it so; nobody else can.
        var timestamp = _random.Next(16) == 0
            ? Pick($"+{at}", $" {at}", $"0{at}", $"{at} ", "-1", "", $"{at}.0", new string('0', 300) + at)
            : at;
        var genuine = $"v1={Sign(body, secret, timestamp)}";
        var parts = new List<string> { $"t={timestamp}", genuine };
        for (var more = _random.Next(8) - 4; more > 0; more--)
            parts.Insert(_random.Next(1, parts.Count), Pick("v1", "v0") + "=" + Sign(body, secret + more, timestamp));
        if (_random.Next(20) == 0)
            parts.AddRange(Enumerable.Repeat(Pick("v0=00", "v1=", "x=y"), _random.Next(40)));
        if (_random.Next(10) == 0)
        {
            var odd = Pick($"t={timestamp}", "t=1", "t=", "", " ", "v1", "t", "=", "a=b=c");
            parts.Insert(_random.Next(parts.Count + 1), odd);
        }

        return _random.Next(10) == 0 ? parts.OrderBy(_ => _random.Next()) : parts;
    }

    // Without a secret anybody can sign.
    private string Sign(byte[] body, string secret, string timestamp)
    {
        var before = Encoding.UTF8.GetBytes(scheme.TimestampField is null ? "" : timestamp + ".");
        byte[] content = [.. before, .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content));
    }

    private Message Changed(Message message) => _random.Next(9) switch
    {
        0 => message with { Headers = [.. message.Headers, .. message.Headers.Take(1)] },
        1 => message with { Headers = [] },
        2 => message with { Body = Mutated(message.Body) },
        3 => message with { Secret = Pick(message.Secret + " ", message.Secret.ToUpperInvariant(), "", "another") },
        4 => message with { Headers = [.. message.Headers.Select(header => header.ToUpperInvariant())] },
        5 => message with { Headers = [.. message.Headers.Select(header => header.Replace("sha", "SHA"))] },
        6 => message with { Headers = [.. message.Headers.Select(header => header.Replace(",", " , "))] },
        7 => message with { Body = Unreadable(message.Body) },
        _ => message with { Headers = [.. message.Headers.Select(Mutated)] },
    };

    // Other bytes that a lenient decoder takes for the same text.
    private static byte[] Unreadable(byte[] body)
    {
        var at = body.AsSpan().IndexOf("\ufffd"u8);
        return at < 0 ? body : [.. body[..at], 0xFF, .. body[(at + 3)..]];
    }

    private byte[] Mutated(byte[] bytes)
    {
        var changed = bytes.ToList();
        var at = _random.Next(changed.Count + 1);
        if (_random.Next(3) == 0 || at == changed.Count)
            changed.Insert(at, (byte)_random.Next(256));
        else if (_random.Next(2) == 0)
            changed.RemoveAt(at);
        else
            changed[at] ^= (byte)(1 << _random.Next(8));
        return [.. changed];
    }

    private string Mutated(string header)
    {
        var at = _random.Next(header.Length + 1);
        var piece = Pick("", ",", "=", " ", "t=", "v1=", "0", "a", "A", "\t", "\u00e9", ",v1", ",t=1", "sha256=");
        var removed = Math.Min(_random.Next(3), header.Length - at);
        return header[..at] + piece + header[(at + removed)..];
    }

    private string Text(int lengthMax) => string.Concat(Enumerable.Range(0, _random.Next(lengthMax))
        .Select(_ => Letters[_random.Next(Letters.Length)]));

    private T Pick<T>(params T[] of) => of[_random.Next(of.Length)];
}
