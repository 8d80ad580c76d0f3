using System.Text;

namespace WebhookSystem.Verification.Tests.Catalogued;

/// <summary>An entry that cannot be worked with is refused when it is loaded, with its place and the reason.</summary>
public sealed class BrokenEntries
{
    private const string Sound = """
        "name": "A", "certainty": "memory", "signatureHeader": "X-S", "content": "{body}", "encoding": "hex"
        """;

    [Fact]
    public void A_sound_entry_is_taken() => Assert.Single(Parse(Sound));

    [Theory]
    [InlineData("\"signatureHeadr\": \"X\"", "line 1, /a/signatureHeadr", "no such member")]
    [InlineData("\"tolerance\": \"soon\"", "line 1, /a/tolerance", "a duration")]
    [InlineData("\"eventId\": \"boddy:/id\"", "line 1, /a/eventId", "body:/json/pointer")]
    [InlineData("\"requires\": [{ \"where\": \"nowhere\" }]", "line 1, /a/requires/0/where", "header:Name")]
    [InlineData("\"algorithm\": \"1\"", "line 1, /a/algorithm", "hmacSha256")]
    [InlineData("\"token\": { \"algorithms\": [\"none\"] }", "line 1, /a/token/algorithms/0", "RS256")]
    [InlineData("\"note\": null", "line 1, /a/note", "a string is wanted")]
    [InlineData("\"portIsOptional\": 1", "line 1, /a/portIsOptional", "true or false")]
    [InlineData("\"accepted\": { \"status\": 2.5 }", "line 1, /a/accepted/status", "whole number")]
    [InlineData("\"documentation\": \"here\"", "line 1, /a/documentation", "address")]
    [InlineData("\"contents\": [{}]", "line 1, /a/contents/0/content", "wanted")]
    [InlineData("\"handshakes\": [{ \"where\": \"body:/a\" }]", "line 1, /a/handshakes/0/reply", "wanted")]
    [InlineData("\"published\": {}", "line 1, /a/published/address", "wanted")]
    [InlineData("\"deliveries\": []", "line 1, /a/deliveries", "an object is wanted")]
    [InlineData("\"keptHeaders\": \"X\"", "line 1, /a/keptHeaders", "an array is wanted")]
    [InlineData("\"pinned\": { \"topic\": \"x\" }", "line 1, /a/pinned/topic", "header:Name")]
    [InlineData("\"name\": \"B\"", "line 1, /a/name", "twice")]
    [InlineData("\"tolerance\": \"00:05:00\"", "line 1, /a/tolerance", "no timestamp")]
    [InlineData("\"tolerance\": \"00:05:00\", \"timestampHeader\": \"X-T\"", "line 1, /a/tolerance", "not signed")]
    [InlineData("\"idHeader\": \"X-Id\"", "line 1, /a/idHeader", "only there")]
    [InlineData("\"signatureAt\": \"query:s\"", "line 1, /a/signatureAt", "already")]
    [InlineData("\"formOf\": \"b\"", "line 1, /a/formOf", "no such entry")]
    [InlineData("\"keptHeaders\": [\"Authorization\"]", "line 1, /a/keptHeaders", "secret")]
    [InlineData("\"token\": { \"algorithms\": [\"RS256\"] }", "line 1, /a/token", "of no use")]
    [InlineData("\"contents\": [{ \"content\": \"{body}\" }]", "line 1, /a/content", "not both")]
    [InlineData("\"multipart\": true", "line 1, /a/multipart", "fields of a form")]
    [InlineData("\"greetings\": [{ \"method\": \"TRACE\" }]", "line 1, /a/greetings", "GET")]
    [InlineData("\"accepted\": { \"status\": 500 }", "line 1, /a/accepted", "2xx")]
    [InlineData("\"accepted\": { \"text\": \"{{elsewhere}}\" }", "line 1, /a/accepted", "no slot")]
    public void A_member_that_is_wrong_is_named_with_the_reason(string member, string place, string reason)
    {
        var refusal = Assert.Throws<CatalogueException>(() => Parse($"{Sound}, {member}"));

        Assert.Contains(
            refusal.Faults, fault => fault.StartsWith(place, StringComparison.Ordinal) && fault.Contains(reason));
    }

    [Theory]
    [InlineData("{bdy}", "'{bdy}' is no slot")]
    [InlineData("{body", "not closed")]
    [InlineData("{timestamp}.{body}", "no place")]
    [InlineData("{id}.{body}", "idHeader")]
    public void A_content_that_is_wrong_is_named_with_the_reason(string content, string reason)
    {
        var refusal = Assert.Throws<CatalogueException>(
            () => Parse(Sound.Replace("{body}", content, StringComparison.Ordinal)));

        Assert.Contains(reason, Assert.Single(refusal.Faults));
    }

    [Fact]
    public void A_claim_s_name_may_be_an_address()
    {
        var scheme = Parse("""
            "name": "A", "certainty": "memory", "algorithm": "token", "signatureHeader": "X",
            "token": { "algorithms": ["RS256"], "claims": { "https://example.com/role": "sender" } }
            """)["a"];

        Assert.Equal("sender", scheme.Token!.Claims["https://example.com/role"]);
    }

    [Fact]
    public void Every_fault_is_told_with_the_line_that_it_stands_in()
    {
        var refusal = Assert.Throws<CatalogueException>(() => Catalogue.Parse("""
            {
              "a": { "name": 1 },
              "b": {
                "name": "B",
                "tolerance": "soon"
              }
            }
            """u8.ToArray()));

        Assert.Equal(
            ["line 2, /a/name", "line 5, /b/tolerance"], refusal.Faults.Select(fault => fault.Split(':')[0]));
    }

    [Fact]
    public void Shared_and_public_keys_never_stand_in_one_entry()
    {
        var refusal = Assert.Throws<CatalogueException>(() => Parse("""
            "name": "A", "certainty": "memory", "algorithm": "token", "signatureHeader": "X",
            "token": { "algorithms": ["HS256", "RS256"] }
            """));

        Assert.Contains("never both", Assert.Single(refusal.Faults));
    }

    private static IReadOnlyDictionary<string, Scheme> Parse(string members) =>
        Catalogue.Parse(Encoding.UTF8.GetBytes($$"""{ "a": { {{members}} } }"""));
}
