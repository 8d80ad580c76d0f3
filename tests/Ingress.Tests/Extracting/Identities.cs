using System.Collections.Concurrent;
using System.Text;
using CsCheck;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Sign;
using WebhookSystem.Verification.Tests;

namespace WebhookSystem.Ingress.Tests.Extracting;

/// <summary>
/// A captured request never comes again as a new event: whatever is changed in it, it is refused or has its identity.
/// </summary>
public sealed class Identities
{
    private const string Unsigned = "X-GitHub-Event";

    /// <summary>Those whose identity is more than what is signed, and why, says the entry's identity.</summary>
    private static readonly string[] Looser = [.. Catalogue.Providers
        .Where(entry => entry.Value.Identity is Identity.WithType or Identity.Delivery or Identity.Body)
        .Select(entry => entry.Key).Order(StringComparer.Ordinal)];

    private static readonly ConcurrentDictionary<string, SenderKey> Keys = new();

    public static TheoryData<string> Signing => [.. Catalogue.Providers
        .Where(entry => SignsBody(entry.Value) && !Looser.Contains(entry.Key)).Select(entry => entry.Key)];

    [Fact]
    public void Few_are_looser_than_what_is_signed() => Assert.Equal(
        [
            "commercelayer", "dropbox", "dropbox-sign", "helpscout", "microsoft-graph", "mollie-classic", "shopify",
            "treasury-prime", "woocommerce",
        ],
        Looser);

    [Theory]
    [MemberData(nameof(Signing))]
    public void No_change_that_is_believed_makes_another_event(string provider)
    {
        var (scheme, key) = Of(provider);
        var draft = Delivery.Signed(scheme, key);
        var identity = IdentityOf(scheme, draft, draft.Body, draft.Url, key)!;
        Assert.NotNull(identity);

        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 10_000], Gen.Byte).Sample(
            (kind, at, value) =>
            {
                var (body, url) = Changed(draft, kind, at, value);
                if (IdentityOf(scheme, draft, body, url, key) is { } other)
                    Assert.Equal(identity, other);
            },
            iter: 200, threads: 1);
    }

    /// <summary>Fields are signed without what stands between them, so that it can be moved.</summary>
    [Theory]
    [InlineData("twilio")]
    [InlineData("mandrill")]
    [InlineData("plivo")]
    public void A_separator_that_is_moved_makes_no_other_event(string provider)
    {
        var (scheme, key) = Of(provider);
        var draft = new Draft().WithUrl("https://hooks.example.com/in")
            .WithBody("Abc=123&Def=456"u8.ToArray(), "application/x-www-form-urlencoded");
        Signer.Sign(scheme, draft, key, Delivery.Now, Delivery.Id);
        byte[][] moved = ["Ab=c123&Def=456"u8.ToArray(), "Abc=123Def456"u8.ToArray(), "Abc123Def456="u8.ToArray()];

        var identities = moved.Prepend(draft.Body)
            .Select(body => IdentityOf(scheme, draft, body, draft.Url, key)).OfType<string>().ToList();

        Assert.True(identities.Count > 1);
        Assert.Single(identities.Distinct());
    }

    [Fact]
    public void A_body_that_reaches_into_its_address_is_refused()
    {
        var (scheme, key) = Of("square");
        var draft = new Draft().WithUrl("https://hooks.example.com/in?a=1").WithBody("{\"b\":1}"u8.ToArray(), "a/json");
        Signer.Sign(scheme, draft, key, Delivery.Now, Delivery.Id);

        Assert.Null(IdentityOf(scheme, draft, "\"b\":1}"u8.ToArray(), draft.Url + "{", key));
    }

    [Theory]
    [MemberData(nameof(Signing))]
    public void A_header_that_is_not_signed_makes_no_other_event(string provider)
    {
        var (scheme, key) = Of(provider);
        if (scheme.EventType is not { Kind: LocationKind.Header } type)
            return;
        var draft = Delivery.Signed(scheme, key);
        var identity = IdentityOf(scheme, draft, draft.Body, draft.Url, key);

        draft.WithHeader(type.Path, "another").WithHeader(Unsigned, "another");

        Assert.Equal(identity, IdentityOf(scheme, draft, draft.Body, draft.Url, key));
    }

    /// <summary>The key is part of the identity: where it is said to be signed, it stays what it was.</summary>
    [Theory]
    [MemberData(nameof(Signing))]
    public void No_change_that_is_believed_makes_another_key(string provider)
    {
        var (scheme, key) = Of(provider);
        Location[] places =
        [
            new(LocationKind.Body, "/a"), new(LocationKind.Form, "a"), new(LocationKind.Header, "Content-Type"),
            .. scheme.IdHeader is { } id ? [new Location(LocationKind.Header, id)] : Array.Empty<Location>(),
        ];
        foreach (var place in places.Where(scheme.Signs))
        {
            var draft = Delivery.Signed(scheme, key);
            var was = KeyOf(place, draft, draft.Body, draft.Url);

            Gen.Select(Gen.Int[0, 6], Gen.Int[0, 10_000], Gen.Byte).Sample(
                (kind, at, value) =>
                {
                    var (body, url) = Changed(draft, kind, at, value);
                    var other = Delivery.Signed(scheme, key).WithHeader("Content-Type", "text/plain");
                    foreach (var headers in new[] { draft, other })
                    {
                        if (KeyOf(place, headers, body, url) is { Believed: true } now)
                            Assert.Equal(was, now);
                    }
                },
                iter: 40, threads: 1);
        }

        (bool Believed, string? Key) KeyOf(Location place, Draft headers, byte[] body, string url)
        {
            var read = Read(scheme, headers, body, url, key, place);
            return (read.Count > 0, read.FirstOrDefault()?.Key);
        }
    }

    [Theory]
    [InlineData("twilio", "form:MessageSid", false)]
    [InlineData("mandrill", "form:mandrill_events", false)]
    [InlineData("plivo", "form:MessageUUID", false)]
    [InlineData("github", "header:X-GitHub-Hook-ID", false)]
    [InlineData("adyen", "body:/NotificationRequestItem/pspReference", false)]
    [InlineData("paypal", "body:/resource/id", false)]
    [InlineData("dropbox-sign", "form:json", false)]
    [InlineData("github", "body:/id", true)]
    [InlineData("github", "form:payload", true)]
    [InlineData("standard-webhooks", "header:Webhook-Id", true)]
    [InlineData("standard-webhooks", "header:webhook-timestamp", true)]
    [InlineData("paddle-classic", "form:subscription_id", true)]
    [InlineData("braintree", "form:bt_payload", true)]
    [InlineData("braintree", "form:other", false)]
    [InlineData("treezor", "body:/object_payload/users", true)]
    [InlineData("treezor", "body:/webhook", false)]
    [InlineData("livekit", "body:/room/sid", true)]
    [InlineData("livekit", "header:X-Room", false)]
    [InlineData("google-pubsub", "body:/message/orderingKey", true)]
    public void A_key_is_signed_where_it_cannot_be_changed(string provider, string place, bool isSigned)
    {
        Assert.True(Location.TryParse(place, out var location));
        Assert.Equal(isSigned, Catalogue.Providers[provider].Signs(location!));
    }

    private static (byte[] Body, string Url) Changed(Draft draft, int kind, int at, byte value)
    {
        var body = draft.Body.ToList();
        var separators = Enumerable.Range(0, body.Count).Where(place => body[place] is (byte)'&' or (byte)'=').ToList();
        at %= Math.Max(1, body.Count);
        switch (kind)
        {
            case 0:
                body[at] = value;
                break;
            case 1:
                body.Insert(at, value);
                break;
            case 2:
                body.RemoveAt(at);
                break;
            case 3 when separators.Count > 0:
                // A separator goes elsewhere.
                var moved = body[separators[at % separators.Count]];
                body.RemoveAt(separators[at % separators.Count]);
                body.Insert((at + value) % body.Count, moved);
                break;
            case 4:
                // The same letter, escaped.
                body.InsertRange(at, Encoding.ASCII.GetBytes($"%{body[at]:X2}"));
                body.RemoveAt(at + 3);
                break;
            case 5:
                return ([.. body.Skip(1)], $"{draft.Url}{(char)body[0]}");
            default:
                return ([.. body, .. " "u8], draft.Url.Replace("b=2", $"b={value}", StringComparison.Ordinal));
        }

        return ([.. body], draft.Url);
    }

    private static string? IdentityOf(Scheme scheme, Draft headers, byte[] body, string url, SenderKey key)
    {
        var read = Read(scheme, headers, body, url, key);
        return read.Count == 0 ? null : string.Join(' ', read.Select(message => message.EventId));
    }

    private static List<InboxMessage> Read(
        Scheme scheme, Draft headers, byte[] body, string url, SenderKey key, params Location[] places)
    {
        var request = new SignedRequest<Draft>(headers, body, new(headers.Method, url));
        var ready = SigningKey.From(scheme, key.Secret)!;
        var admitted = Verifier.Admit(scheme, request, [ready], Delivery.Now, out _);
        var source = new KnownSource(new() { Name = "tested", Provider = "tested", Key = places }, scheme, "1");
        return admitted is null ? [] : [.. admitted.Events.Select(one =>
            EventReader.Read(source, admitted, one, new(Delivery.Now, "d")))];
    }

    // A secret or token that is merely shown vouches for any body: there is nothing to be captured but itself.
    private static bool SignsBody(Scheme scheme) => scheme.Algorithm switch
    {
        Algorithm.SharedSecret or Algorithm.Basic => false,
        Algorithm.Token => scheme.Token is { BodyHash: not null } or { IsBody: true },
        _ => true,
    };

    private static (Scheme Scheme, SenderKey Key) Of(string provider) => (Catalogue.Providers[provider],
        Keys.GetOrAdd(provider, static name => SenderKey.New(Catalogue.Providers[name])));
}
