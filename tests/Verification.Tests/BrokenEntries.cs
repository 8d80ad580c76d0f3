using System.Text;

namespace WebhookSystem.Verification.Tests;

/// <summary>An entry that cannot be worked with is refused when it is loaded, with its place and the reason.</summary>
public sealed class BrokenEntries
{
    private const string Sound = """
        "name": "A", "certainty": "memory", "signatureHeader": "X-S", "content": "{body}", "encoding": "hex"
        """;

    [Fact]
    public void A_sound_entry_is_taken() => Assert.Single(Parse(Sound));

    [Theory]
    [InlineData("\"signatureHeadr\": \"X\"", "line 1, $.a", "signatureHeadr")]
    [InlineData("\"tolerance\": \"soon\"", "line 1, $.a.tolerance", "could not be converted")]
    [InlineData("\"eventId\": \"boddy:/id\"", "line 1, $.a.eventId", "body:/json/pointer")]
    [InlineData("\"requires\": [{ \"where\": \"nowhere\" }]", "line 1, $.a.requires[0].where", "header:Name")]
    [InlineData("\"name\": \"B\"", "line 1, $.a", "Duplicate")]
    [InlineData("\"tolerance\": \"00:05:00\"", "/a/tolerance", "no timestamp")]
    [InlineData("\"tolerance\": \"00:05:00\", \"timestampHeader\": \"X-T\"", "/a/tolerance", "not signed")]
    [InlineData("\"idHeader\": \"X-Id\"", "/a/idHeader", "only there")]
    [InlineData("\"signatureAt\": \"query:s\"", "/a/signatureAt", "already")]
    [InlineData("\"formOf\": \"b\"", "/a/formOf", "no such entry")]
    [InlineData("\"keptHeaders\": [\"Authorization\"]", "/a/keptHeaders", "secret")]
    [InlineData("\"token\": { \"algorithms\": [\"RS256\"] }", "/a/token", "of no use")]
    [InlineData("\"contents\": [{ \"content\": \"{body}\" }]", "/a/content", "not both")]
    [InlineData("\"greetings\": [{ \"method\": \"TRACE\" }]", "/a/greetings", "GET")]
    [InlineData("\"accepted\": { \"status\": 500 }", "/a/accepted", "2xx")]
    [InlineData("\"accepted\": { \"text\": \"{{elsewhere}}\" }", "/a/accepted", "no slot")]
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
