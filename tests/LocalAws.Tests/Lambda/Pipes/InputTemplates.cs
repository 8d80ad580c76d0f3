using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Pipes.Templates;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Tests.Lambda.Pipes;

/// <summary>What templates make of an event, as EventBridge's documentation and answers have it.</summary>
public sealed class InputTemplates
{
    private const string Event = """
        {"id":"0a78","n":12,"on":true,"none":null,"say":"a \"b\"\n","list":["HIGH","LOW"],
        "payload":{"acc_id":"0a78","sf_id":"baz"},"rows":[{"k":1},{"k":2}],"detail-type":"x","a/b":"slash"}
        """;

    private static readonly PipeVariables Variables = new(
        "arn:aws:pipes:us-east-1:000000000000:pipe/example", "arn:source", "arn:target");

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"id" : <$.id>}""", """{"id" : "0a78"}""")]
    [InlineData("""{"id":"<$.id>"}""", """{"id":"0a78"}""")]
    [InlineData("""{"path":"users/<$.id>/x/<$.id>"}""", """{"path":"users/0a78/x/0a78"}""")]
    [InlineData("""{"a":[<$.id>,"fixed"]}""", """{"a":["0a78","fixed"]}""")]
    [InlineData("""{"n":<$.n>,"on":<$.on>,"none":<$.none>}""", """{"n":12,"on":true,"none":null}""")]
    [InlineData("""{"body":<$.payload>}""", """{"body":{"acc_id":"0a78","sf_id":"baz"}}""")]
    [InlineData("""{"one":<$.list>}""", """{"one":["HIGH","LOW"]}""")]
    [InlineData("""{"third":<$.list[1]>,"k":<$.rows[0].k>}""", """{"third":"LOW","k":1}""")]
    [InlineData("""{"all":<$.rows[*].k>,"no":<$.list[*].k>}""", """{"all":[1,2],"no":[]}""")]
    [InlineData("""{"t":<$.detail-type>,"s":<$.a/b>}""", """{"t":"x","s":"slash"}""")]
    public void Within_JSON_a_value_is_JSON(string template, string rendered) =>
        Assert.Equal(rendered, Render(template));

    [Theory]
    [InlineData("""{"command":<$.missing>}""", """{"command":""}""")]
    [InlineData("\"ends with <$.missing>\"", "\"ends with \"")]
    [InlineData("""{"e":<aws.pipes.enrichment-arn>}""", """{"e":""}""")]
    public void What_is_missing_is_an_empty_text(string template, string rendered) =>
        Assert.Equal(rendered, Render(template));

    [Theory]
    [InlineData("\"Payload of <$.payload> for <$.id>\"", "\"Payload of {acc_id:0a78,sf_id:baz} for 0a78\"")]
    [InlineData("\"<$.list> items\"\n\"<$.id> user\"", "\"[HIGH,LOW] items\"\n\"0a78 user\"")]
    [InlineData("\"Command is <$.on>!\"", "\"Command is true!\"")]
    [InlineData("\"{[/Check <$.id>\"", "\"{[/Check 0a78\"")]
    [InlineData("\"said <$.say>\"", "\"said a \\\"b\\\"\\n\"")]
    [InlineData("""{"q":"in \"<$.id>\""}""", """{"q":"in \"0a78\""}""")]
    public void Within_quotes_it_is_text_and_an_object_loses_its_quotes(string template, string rendered) =>
        Assert.Equal(rendered, Render(template));

    [Theory]
    [InlineData("<$.id>", "0a78")]
    [InlineData("<$.payload>", "{acc_id:0a78,sf_id:baz}")]
    [InlineData("it said <$.say>", "it said a \"b\"\n")]
    [InlineData("1 < 2 <b>bold</b>", "1 < 2 <b>bold</b>")]
    public void Free_text_is_text(string template, string rendered) => Assert.Equal(rendered, Render(template));

    [Fact]
    public void The_pipe_and_the_event_have_names_of_their_own()
    {
        Assert.Equal(
            """{"arn":"arn:aws:pipes:us-east-1:000000000000:pipe/example","name":"example"}""",
            Render("""{"arn":<aws.pipes.pipe-arn>,"name":<aws.pipes.pipe-name>}"""));
        Assert.Equal("""{"at":"2026-01-02T03:04:05Z"}""", Render("""{"at":<aws.pipes.event.ingestion-time>}"""));
        Assert.Equal("\"arn:source to arn:target\"", Render("\"<aws.pipes.source-arn> to <aws.pipes.target-arn>\""));
        using var whole = JsonDocument.Parse(Render("""{"o":<aws.pipes.event>,"j":<aws.pipes.event.json>}"""));
        Assert.Equal(12, whole.RootElement.GetProperty("o").GetProperty("n").GetInt32());
        Assert.Equal(12, whole.RootElement.GetProperty("j").GetProperty("n").GetInt32());
    }

    [Theory]
    [InlineData("""{"a":<aws.pipes.unknown>}""")]
    [InlineData("""{"a":<$.a[b]>}""")]
    [InlineData("""{"a":<$..a>}""")]
    [InlineData("""{"a":<$.a[1>}""")]
    [InlineData("<$a>")]
    public void A_placeholder_that_is_none_is_refused(string template) =>
        Assert.Equal("ValidationException", Assert.Throws<AwsException>(() => InputTemplate.Parse(template)).Code);

    [Fact]
    public void A_template_has_at_most_8192_characters()
    {
        Assert.Equal(8192, InputTemplate.Parse(new string('x', 8192)).Text.Length);
        Assert.Throws<AwsException>(() => InputTemplate.Parse(new string('x', 8193)));
    }

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("$.id", "0a78")]
    [InlineData("$.n", "12")]
    [InlineData("$.say", "a \"b\"\n")]
    [InlineData("$.missing", null)]
    public void A_parameter_is_a_fixed_value_or_a_path(string parameter, string? value)
    {
        using var @event = JsonDocument.Parse(Event);

        Assert.Equal(value, DynamicParameter.Parse(parameter).Of(@event.RootElement));
    }

    private static string Render(string template)
    {
        using var @event = JsonDocument.Parse(Event.ReplaceLineEndings(""));
        return InputTemplate.Parse(template).Render(@event.RootElement, Variables, Now);
    }
}
