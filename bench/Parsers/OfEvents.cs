using System.Text;
using System.Text.Json;
using WebhookSystem.Client.Consume;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.EventPatterns;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;

namespace WebhookSystem.Bench.Parsers;

/// <summary>What reads events: pointers into bodies, positions, messages, patterns.</summary>
internal static class OfEvents
{
    private static readonly byte[][] Bodies =
    [
        """
        {"id":"evt_1","data":{"object":{"id":"ch_1","created":1800000000,"amounts":[1,2.5e3,null]}},"é":"\u00e9"}
        """u8.ToArray(),
        """
        [{"data":{"object":{"id":7,"created":"2026-01-02T03:04:05.678+02:00"}}},true,{"a~1b":{"":"x"}}]
        """u8.ToArray(),
    ];

    private static readonly string[] Instants =
    [
        "2026-01-02T03:04:05.678901234Z", "2026-12-31t23:59:60-08:00", "1800000000", "1800000000.123456",
        "1800000000123", "170141183460469231731687303715884105727", "-42",
    ];

    private static readonly byte[][] Patterns =
    [
        """
        {"id":["x",1,null,{"prefix":"e"},{"cidr":"10.0.0.0/8"}],"$or":[{"data":{"object":{"created":[1]}}},{"e":[2]}]}
        """u8.ToArray(),
        """
        {"b":{"c":[{"exists":true},{"wildcard":"a*b\\*"},{"numeric":[">",0,"<",5]},{"anything-but":{"suffix":["s"]}}]}}
        """u8.ToArray(),
    ];

    private static readonly byte[] Sources = """
        {"sources":{"a":{"provider":"stripe","key":"body:/data/id","position":["body:/created","header:x-time"],
         "mode":"timestamp","hold":"2s","ranks":{"*.created":-1},"rate":5}},"routes":{"r":{"pattern":{"type":["a"]}}}}
        """u8.ToArray();

    private static readonly InboxMessage Message = new()
    {
        DeliveryId = "d", Source = "s", EventId = "e", EventType = "t", Key = "k", Position = 1, Digest = "x",
        ReceivedAt = DateTimeOffset.UnixEpoch, Configuration = "c", Text = """{"a":1}""",
        Headers = new Dictionary<string, string> { ["a"] = "b" },
    };

    private static readonly OrderedEvent Ordered = new()
    {
        Source = "s", Key = "k/é", EventId = "e", EventType = "t", ReceivedAt = DateTimeOffset.UnixEpoch, Ordinal = 7,
        ContentType = "application/json", Body = """{"a":[1,"b"]}"""u8.ToArray(),
    };

    public static IEnumerable<Parser> All()
    {
        var source = new KnownSource(
            new()
            {
                Name = "fuzzed", Provider = "github", Mode = OrderingMode.Timestamp,
                Key = [new(LocationKind.Body, "/data/object/id"), new(LocationKind.Body, "/2/a~01b/")],
                Position =
                [
                    new(LocationKind.Body, "/data/object/created"), new(LocationKind.Body, "/0/data/object/created"),
                ],
            },
            Catalogue.Providers["github"], "1");
        yield return new("pointers into bodies", 20, Bodies, (_, broken) => Extract(source, broken.ToArray()));
        yield return new("instants and integers", 15, [.. Instants.Select(Encoding.UTF8.GetBytes)], ReadPositions);
        yield return new("sources files", 1, [Sources], (_, broken) =>
            Refusing<SourcesFileException>(broken, static text => SourcesFile.Parse(Encoding.UTF8.GetBytes(text))));
        yield return new("messages of the inbox", 1, [Message.ToUtf8()], (_, broken) =>
            Refusing<JsonException>(broken, static text => InboxMessage.Parse(text)));
        yield return new("ordered events", 1, [Ordered.ToUtf8()], (_, broken) =>
            Refusing<FormatException>(broken, static text => OrderedMessage.Parse(text)));
        yield return new("event patterns", 1, Patterns, (_, broken) =>
            Refusing<InvalidPatternException>(broken, static text => EventPattern.Parse(text).Matches(Bodies[0])));
        var pattern = EventPattern.Parse(Encoding.UTF8.GetString(Patterns[0]));
        yield return new("events under a pattern", 1, Bodies, (_, broken) =>
            Refusing<JsonException>(broken, text => pattern.Matches(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Reads text, or refuses it as it is documented to.</summary>
    public static bool Refusing<TRefusal>(ReadOnlySpan<byte> broken, Action<string> read)
        where TRefusal : Exception
    {
        try
        {
            read(Encoding.UTF8.GetString(broken));
        }
        catch (TRefusal)
        {
            // As documented.
        }

        return true;
    }

    private static bool Extract(KnownSource source, byte[] body)
    {
        var admitted = Verifier.LetThrough(
            source.Scheme, new SignedRequest<NoHeaders>(default, body), Verdict.NoSecret);
        EventReader.Read(source, admitted, admitted.Events[0], new(DateTimeOffset.UnixEpoch, "d"));
        return true;
    }

    private static bool ReadPositions(int which, ReadOnlySpan<byte> broken)
    {
        var text = Encoding.UTF8.GetString(broken);
        Positions.Read(OrderingMode.Timestamp, text);
        Positions.Read(OrderingMode.Sequence, text);
        return true;
    }

    private readonly struct NoHeaders : ISignedHeaders
    {
        public int Read(string name, out string value)
        {
            value = "";
            return 0;
        }
    }
}
