using System.Text;
using Bunit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.Dashboard.Consult;
using WebhookSystem.Dashboard.Fetch;
using WebhookSystem.Dashboard.Show.Lists;
using WebhookSystem.Dashboard.Show.Events;
using WebhookSystem.Dashboard.Show.Parts;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Components;

/// <summary>Everything a sender wrote is text on our pages, never markup.</summary>
public sealed class HostileBodies : BunitContext
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(1)</script>";

    public HostileBodies()
    {
        Services.AddSingleton(new SourceBook(new ConfigurationBuilder().Build()));
        Services.AddScoped<Painting>();
    }

    [Fact]
    public void A_list_shows_hostile_names_as_text()
    {
        using var model = Model.Of((Items.Event(Markup, key: Markup) with { EventType = Markup }).ToItem());

        var table = Render<EventTable>(parameters => parameters
            .Add(static table => table.Events, model.Events()).Add(static table => table.RowsAtOnce, 1));

        Assert.Empty(table.FindAll("script, img"));
        Assert.Equal(Markup, table.Find("td.type").TextContent);
    }

    [Fact]
    public void Facts_of_a_hostile_event_are_text()
    {
        var stored = Items.Event(Markup, key: Markup) with { ContentType = Markup, ProviderId = Markup };
        using var model = Model.Of(stored.ToItem(), Items.Dead(stored, Markup));

        var facts = Render<FactsCard>(parameters => parameters.Add(static card => card.Event, model.Event(stored)));
        var exceptions = Render<ExceptionsCard>(
            parameters => parameters.Add(static card => card.Event, model.Event(stored)));

        Assert.Empty(facts.FindAll("script, img"));
        Assert.Empty(exceptions.FindAll("script, img"));
        Assert.Contains(
            Markup, facts.Find("dl").ParentElement!.TextContent + exceptions.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"b":[1,{"c":"é\ud83d\ude00"}]}""", "application/json", true)]
    [InlineData("a=1+2&b=%3Cscript%3E", "application/x-www-form-urlencoded", true)]
    [InlineData("\"\\ud800\"", "application/json", false)]
    [InlineData("{\"a\":", "application/json", false)]
    [InlineData("", null, false)]
    public void What_can_be_indented_is(string body, string? contentType, bool pretty)
    {
        var text = BodyText.Of(new(Encoding.UTF8.GetBytes(body), contentType, ""));

        Assert.Equal(pretty, text.Pretty is not null);
        Assert.Equal(body, text.Raw);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_shown_in_hex() =>
        Assert.Equal("ff 00 41", BodyText.Of(new(new byte[] { 0xff, 0, 0x41 }, null, "")).Raw.Trim());

    [Fact]
    public void A_deep_body_is_shown_raw_instead_of_failing()
    {
        var deep = new string('[', 5000) + new string(']', 5000);

        Assert.Null(BodyText.Of(new(Encoding.UTF8.GetBytes(deep), "application/json", "")).Pretty);
    }
}
