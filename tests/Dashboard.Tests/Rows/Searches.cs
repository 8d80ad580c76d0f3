using CsCheck;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>Whatever the index is asked for, what is found is what has the text.</summary>
public sealed class Searches
{
    private static readonly string[] Pieces =
        ["a", "B", "ü", "0", "\"", "*", "[", " ", "%", "\u1F98", "😀", "\0"];

    private static readonly Gen<string> Text =
        Gen.Int[0, Pieces.Length - 1].Select(static number => Pieces[number]).Array[1, 9].Select(string.Concat);

    [Fact]
    public void A_search_finds_the_events_that_have_the_text_and_no_others() =>
        Gen.Select(Text.Array[1, 12], Gen.Bool, Text).Sample(
            (notes, common, sought) =>
            {
                // What all have in common is not asked for.
                var bodies = notes.Select((note, number) => $"<{(common ? sought : "")}|{note}|{number}>").ToList();
                using var model = Model.Of(bodies.Select(static (body, number) =>
                    Items.Event($"e{number}", body: body).ToItem()));

                var found = model.Events(new() { Text = sought }).Select(static row => row.Id);

                var text = Sought(sought);
                var expected = bodies.Index()
                    .Where(body => text.EnumerateRunes().Count() < 3
                        || body.Item.ToLowerInvariant().Contains(text, StringComparison.Ordinal)

                        // By its digest an event can be found as well, and three of its digits are soon alike.
                        || Digest.Of(body.Item).Contains(text, StringComparison.Ordinal))
                    .Select(static body => $"e{body.Index}");
                Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
            },
            iter: 300, threads: 1);

    [Fact]
    public void What_is_in_every_event_is_still_found_where_nothing_else_is_sought()
    {
        using var model = Model.Of(
            Enumerable.Range(0, 60).Select(static number => Items.Event($"evt_{number}").ToItem()));

        Assert.Equal(50, model.Events(new() { Text = "evt_" }).Count);
        Assert.Equal("evt_42", Assert.Single(model.Events(new() { Text = "EVT_42" })).Id);
    }

    private static string Sought(string text) =>
        text.Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
}
