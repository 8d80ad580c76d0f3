using System.Collections.Concurrent;
using CsCheck;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Verification.Tests.Catalogued;

/// <summary>Every provider of the catalogue: what its sender signs is believed, and nothing else is.</summary>
public sealed class Entries
{
    private static readonly ConcurrentDictionary<string, (Scheme Scheme, SenderKey Key)> Known = new();

    public static TheoryData<string> All => [.. Catalogue.Providers.Keys];

    public static TheoryData<string> SigningBodies => [.. Named(SignsBody)];

    public static TheoryData<string> SigningTimes =>
        [.. Named(scheme => scheme.Tolerance is not null && scheme.Algorithm != Algorithm.Token)];

    public static TheoryData<string> SigningIds => [.. Named(scheme => scheme.IdHeader is not null)];

    /// <summary>A process reads only those that it is asked for; a fault of the others is found here.</summary>
    [Fact]
    public void Are_without_a_fault_all_together()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("providers.json")!;
        using var json = new MemoryStream();
        stream.CopyTo(json);

        Assert.Equal(Catalogue.Providers.Keys, Catalogue.Parse(json.ToArray()).Keys);
    }

    [Fact]
    public void Are_at_least_165_and_each_says_how_sure_it_is()
    {
        Assert.True(Catalogue.Providers.Values.Count(scheme => scheme.FormOf is null) >= 165);
        Assert.DoesNotContain(Catalogue.Providers.Values, scheme => scheme.Certainty == Certainty.Unstated);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_the_sender_signs_is_genuine(string provider)
    {
        var (scheme, key) = Of(provider);

        Assert.Equal(Verdict.Genuine, Delivery.Verify(scheme, Delivery.Signed(scheme, key), key));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Either_of_two_live_secrets_is_enough_and_no_other(string provider)
    {
        var (scheme, key) = Of(provider);
        var other = Delivery.KeyFor(scheme);
        var draft = Delivery.Signed(scheme, key);

        Assert.Equal(Verdict.Genuine, Delivery.Verify(scheme, draft, other, key));
        Assert.Equal(Verdict.SignatureMismatch, Delivery.Verify(scheme, draft, other));
        Assert.Equal(Verdict.NoSecret, Delivery.Verify(scheme, draft));
        Assert.Equal(Verdict.NoSecret, Delivery.Verify(scheme, draft, new SenderKey("", null)));
    }

    [Theory]
    [MemberData(nameof(SigningBodies))]
    public void Any_changed_byte_of_the_body_is_refused(string provider)
    {
        var (scheme, key) = Of(provider);
        var draft = Delivery.Signed(scheme, key);

        Gen.Int[0, draft.Body.Length - 1].Select(Gen.Int[1, 255]).Sample(
            (at, change) =>
            {
                var changed = (byte[])draft.Body.Clone();
                changed[at] ^= (byte)change;
                if (SignsFields(scheme) && (IsSeparator(changed[at]) || IsSeparator(draft.Body[at])
                    || Decoded(changed) == Decoded(draft.Body)))
                    return;
                Assert.NotEqual(
                    Verdict.Genuine,
                    Delivery.Verify(scheme, new SignedRequest<Draft>(draft, changed, draft.Address), key));
            },
            iter: 50);
    }

    /// <summary>Fields are signed as they are read: their escapes may be spelt in several ways.</summary>
    private static string Decoded(byte[] form) =>
        Uri.UnescapeDataString(System.Text.Encoding.Latin1.GetString(form).Replace('+', ' '));

    [Theory]
    [MemberData(nameof(All))]
    public void Any_changed_character_of_a_signature_or_secret_is_refused(string provider)
    {
        var (scheme, key) = Of(provider);
        var draft = Delivery.Signed(scheme, key);
        if (scheme.SignatureAt is not null || scheme.Token is { IsBody: true })
            return;
        var name = scheme.SignatureHeader ?? "Authorization";
        var header = draft.Headers[name];

        // The timestamp and the fields' names before it are another property's.
        Gen.Int[header.Length - 12, header.Length - 4].Sample(
            at =>
            {
                var changed = header[..at] + (header[at] is 'A' or 'a' ? 'B' : 'A') + header[(at + 1)..];
                draft.WithHeader(name, changed);
                Assert.NotEqual(Verdict.Genuine, Delivery.Verify(scheme, draft, key));
            },
            iter: 10, threads: 1);
    }

    [Theory]
    [MemberData(nameof(SigningTimes))]
    public void The_window_is_the_tolerance_behind_and_a_minute_ahead(string provider)
    {
        var (scheme, key) = Of(provider);
        var second = TimeSpan.FromSeconds(1);

        Assert.Equal(Verdict.Genuine, At(Delivery.Now - scheme.Tolerance!.Value));
        Assert.Equal(Verdict.OutsideTolerance, At(Delivery.Now - scheme.Tolerance.Value - second));
        Assert.Equal(Verdict.Genuine, At(Delivery.Now + Verifier.FutureSkewMax));
        Assert.Equal(Verdict.OutsideTolerance, At(Delivery.Now + Verifier.FutureSkewMax + second));

        Verdict At(DateTimeOffset at) => Delivery.Verify(scheme, Delivery.Signed(scheme, key, at), key);
    }

    [Theory]
    [MemberData(nameof(SigningTimes))]
    public void Another_timestamp_with_the_same_signature_is_refused(string provider)
    {
        var (scheme, key) = Of(provider);
        var draft = Delivery.Signed(scheme, key);
        var later = Delivery.Signed(scheme, key, Delivery.Now - TimeSpan.FromSeconds(1));

        if (scheme.TimestampHeader is { } header)
            draft.WithHeader(header, later.Headers[header]);
        else if (scheme.TimestampField is { } field)
            draft.WithHeader(
                scheme.SignatureHeader!, Renewed(draft.Headers[scheme.SignatureHeader!], later, field, scheme));
        else
            return;

        Assert.Equal(Verdict.SignatureMismatch, Delivery.Verify(scheme, draft, key));
    }

    [Theory]
    [MemberData(nameof(SigningIds))]
    public void Another_id_with_the_same_signature_is_refused(string provider)
    {
        var (scheme, key) = Of(provider);
        var draft = Delivery.Signed(scheme, key).WithHeader(scheme.IdHeader!, "msg_2");

        Assert.Equal(Verdict.SignatureMismatch, Delivery.Verify(scheme, draft, key));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_request_without_a_signature_is_refused(string provider)
    {
        var (scheme, key) = Of(provider);
        var bare = new Draft().WithBody("{}"u8.ToArray(), "application/json");

        Assert.NotEqual(Verdict.Genuine, Delivery.Verify(scheme, bare, key));
    }

    [Fact]
    public void No_header_text_throws_or_is_believed() =>
        Gen.String[0, 200].Select(Gen.Int[0, Catalogue.Providers.Count - 1]).Sample(
            (text, which) =>
            {
                var (scheme, key) = Of(Catalogue.Providers.Keys.ElementAt(which));
                var draft = new Draft().WithBody("{}"u8.ToArray(), "application/json")
                    .WithHeader(scheme.SignatureHeader ?? "Authorization", text);
                Assert.NotEqual(Verdict.Genuine, Delivery.Verify(scheme, draft, key));
            },
            iter: 2000);

    private static string Renewed(string header, Draft later, string field, Scheme scheme)
    {
        var times = new[] { header, later.Headers[scheme.SignatureHeader!] }
            .Select(text => text[(text.IndexOf($"{field}=", StringComparison.Ordinal) + field.Length + 1)..])
            .Select(text => text.Split(',', ';')[0]);
        return header.Replace(times.First(), times.Last(), StringComparison.Ordinal);
    }

    private static bool SignsBody(Scheme scheme) => scheme.Token is { BodyHash: not null } or { IsBody: true }
        || scheme.Templates.Any(template => template.Parts.Any(
            part => part.Text is "body" or "form.serialized" or "form.sorted"));

    private static (Scheme Scheme, SenderKey Key) Of(string provider) =>
        Known.GetOrAdd(
            provider, static name => (Catalogue.Providers[name], Delivery.KeyFor(Catalogue.Providers[name])));

    private static IEnumerable<string> Named(Func<Scheme, bool> which) =>
        Catalogue.Providers.Where(entry => which(entry.Value)).Select(entry => entry.Key);

    private static bool SignsFields(Scheme scheme) => scheme.Templates.Any(
        template => template.Parts.Any(part => part.Text is "form.serialized" or "form.sorted"));

    // Names and values are signed one after the other, without what stands between them: a provider's own looseness.
    private static bool IsSeparator(byte character) => character is (byte)'&' or (byte)'=';
}
