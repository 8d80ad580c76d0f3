using System.Text;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Tests.Extracting;

/// <summary>Reads bodies under a source that looks in one place for each of key and position.</summary>
internal static class Extraction
{
    public static string? Key(string pointer, string body) => Key(pointer, Encoding.UTF8.GetBytes(body));

    public static string? Key(string pointer, byte[] body) => Read(pointer, OrderingMode.Timestamp, body).Key;

    public static Int128? Position(OrderingMode mode, string json) =>
        Read("/p", mode, Encoding.UTF8.GetBytes($$"""{"p":{{json}}}""")).Position;

    public static InboxMessage Read(string pointer, OrderingMode mode, byte[] body)
    {
        var configuration = new SourceConfiguration
        {
            Name = "tested",
            Provider = "github",
            Key = [new(LocationKind.Body, pointer)],
            Position = [new(LocationKind.Body, pointer)],
            Mode = mode,
        };
        var source = new KnownSource(configuration, Catalogue.Providers["github"], "1");
        var request = new SignedRequest<NoHeaders>(default, body);
        var admitted = Verifier.LetThrough(source.Scheme, request, Verdict.NoSecret);
        return EventReader.Read(source, admitted, admitted.Events[0], new(DateTimeOffset.UnixEpoch, "d"));
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
