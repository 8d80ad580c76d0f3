using System.Security.Cryptography;
using System.Text;
using CsCheck;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Verification.Tests;

/// <summary>Forms in parts, as .NET's own client writes them.</summary>
public sealed class MultipartForms
{
    private const string ApiKey = "b4c1f1f1e2d34a5f8e7d6c5b4a392817";
    private static readonly Scheme Scheme = Catalogue.Providers["dropbox-sign"];

    [Fact]
    public async Task A_genuine_form_in_parts_is_believed_and_one_that_was_changed_is_not()
    {
        var genuine = await FormAsync(Event("signature_request_sent"));
        var changed = await FormAsync(Event("signature_request_sent", signedType: "signature_request_viewed"));

        Assert.Equal(Verdict.Genuine, Verify(genuine));
        Assert.Equal(Verdict.SignatureMismatch, Verify(changed));
    }

    [Fact]
    public void A_form_that_is_not_in_parts_is_believed_too()
    {
        var form = new Draft().WithBody(
            Encoding.ASCII.GetBytes($"json={Uri.EscapeDataString(Event("signature_request_sent"))}"),
            "application/x-www-form-urlencoded");

        Assert.Equal(Verdict.Genuine, Verify(form));
    }

    [Fact]
    public async Task Other_providers_forms_do_not_come_in_parts()
    {
        var draft = await FormAsync("{}");

        using var view = new RequestView(draft, draft.Body, draft.Address);

        Assert.Empty(view.Form);
    }

    [Fact]
    public async Task Fields_come_as_they_were_sent_and_files_are_none()
    {
        using var content = new MultipartFormDataContent("a boundary'()+_,-./:=?")
        {
            { new StringContent("1\r\n--a bound\r\n"), "plain" },
            { new StringContent(""), "empty" },
            { new StringContent("é=&%22"), "\"quo%22ted\"" },
            { new ByteArrayContent([0, 255]), "file", "file.bin" },
            { new StringContent("again"), "plain" },
        };

        var form = View(await DraftAsync(content)).Form;

        Assert.Equal(
            [new("plain", "1\r\n--a bound\r\n"), new("empty", ""), new("quo\"ted", "é=&%22"), new("plain", "again")],
            form);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=x; boundary=x", "x")]
    [InlineData("multipart/form-data; boundary=\"\"", "")]
    [InlineData("multipart/mixed; boundary=x", "x")]
    public void A_type_that_names_no_boundary_or_more_than_one_makes_no_form(string type, string boundary) =>
        Assert.Empty(View(Written(type, Between(boundary))).Form);

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 0)]
    public void A_boundary_has_at_most_70_characters(int length, int fields)
    {
        var boundary = new string('x', length);

        var form = View(Written($"multipart/form-data; boundary={boundary}", Between(boundary))).Form;

        Assert.Equal(fields, form.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("before\r\n--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--y--")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1")]
    [InlineData("--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n1\r\n--x--")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a\r\ncontent-disposition: form-data\r\n\r\n\r\n--x--")]
    [InlineData("--x\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--x--")]
    [InlineData("--x\r\nX: 1\r\n\r\n1\r\n--x--")]
    [InlineData("--x\r\n\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--")]
    [InlineData("--x\r\n\r\n--x--")]
    [InlineData("--xContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--")]
    public void What_is_no_such_form_has_no_fields(string body) =>
        Assert.Empty(View(Written("multipart/form-data; boundary=x", body)).Form);

    [Fact]
    public void Whatever_its_pieces_are_put_together_to_is_a_form_or_none() =>
        Gen.OneOf(
            "--x", "--", "\r\n", "\r\n\r\n", "Content-Disposition:", " form-data;", "name=a", "name=\"", "filename=b",
            ";", "=", ":", "1", "é").Array[0, 20].Sample(
            pieces => Assert.All(
                MultipartForm.ReadAll(Encoding.UTF8.GetBytes($"--x{string.Concat(pieces)}"), "x"),
                field => Assert.NotNull(field.Name)),
            iter: 20_000);

    [Fact]
    public void What_is_written_is_read_again() => Gen.Select(Gen.String, Gen.String).Array[0, 8].Sample(pairs =>
    {
        var fields = pairs.Select(static pair => new Field(Valid(pair.Item1), Valid(pair.Item2))).ToList();

        var (body, type) = MultipartForm.Write(fields);

        Assert.Equal(fields, MultipartForm.ReadAll(body, MultipartForm.BoundaryOf(type)!));
    });

    [Fact]
    public async Task A_delivery_that_comes_again_between_other_boundaries_is_the_same()
    {
        var text = Event("signature_request_sent");

        Assert.Equal(Proven(await FormAsync(text)), Proven(await FormAsync(text)));
        Assert.NotEqual(Proven(await FormAsync(text)), Proven(await FormAsync(text + " ")));
    }

    private static string Between(string boundary) =>
        $"--{boundary}\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--{boundary}--";

    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
        .Replace("%22", "", StringComparison.Ordinal).Replace("%0D", "", StringComparison.Ordinal)
        .Replace("%0A", "", StringComparison.Ordinal).Replace(";", "", StringComparison.Ordinal);

    /// <summary>As its documentation says: the key's HMAC of time and type, in hexadecimal.</summary>
    private static string Event(string type, string? signedType = null)
    {
        const string time = "1800000000";
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.ASCII.GetBytes(ApiKey), Encoding.ASCII.GetBytes(time + (signedType ?? type))));
        return $$"""{"event":{"event_time":"{{time}}","event_type":"{{type}}","event_hash":"{{hash}}"} }""";
    }

    private static async Task<Draft> FormAsync(string json)
    {
        using var content = new MultipartFormDataContent { { new StringContent(json), "json" } };
        return await DraftAsync(content);
    }

    private static async Task<Draft> DraftAsync(MultipartFormDataContent content) => new Draft().WithBody(
        await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
        content.Headers.ContentType!.ToString());

    private static Draft Written(string type, string body) => new Draft().WithBody(Encoding.UTF8.GetBytes(body), type);

    private static RequestView View(Draft draft) =>
        new(draft, draft.Body, draft.Address) { ReadsMultipart = true };

    private static Verdict Verify(Draft draft)
    {
        SigningKey[] keys = [SigningKey.From(Scheme, ApiKey)!];
        return Verifier.Verify(Scheme, new SignedRequest<Draft>(draft, draft.Body, draft.Address), keys, Delivery.Now);
    }

    private static string? Proven(Draft draft)
    {
        SigningKey[] keys = [SigningKey.From(Scheme, ApiKey)!];
        var admitted = Verifier.Admit(
            Scheme, new SignedRequest<Draft>(draft, draft.Body, draft.Address), keys, Delivery.Now, out _);
        return Assert.Single(admitted!.Events).ContentDigest;
    }
}
