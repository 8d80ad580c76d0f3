using CsCheck;
using WebhookSystem.Dashboard.Fetch;

namespace WebhookSystem.Dashboard.Tests.Components;

/// <summary>Two bodies side by side.</summary>
public sealed class Differences
{
    [Fact]
    public void A_changed_line_stands_beside_the_one_it_took_the_place_of() => Assert.Equal(
        [new("{", "{"), new("  \"amount\": 1", "  \"amount\": 2"), new("}", "}")],
        Difference.Of("{\n  \"amount\": 1\n}", "{\n  \"amount\": 2\n}"));

    [Fact]
    public void A_line_that_is_new_stands_beside_nothing() => Assert.Equal(
        [new("a", "a"), new(null, "b"), new("c", "c")], Difference.Of("a\nc", "a\nb\nc"));

    [Fact]
    public void Both_sides_are_whole_whatever_the_texts_are()
    {
        var text = Gen.Char["abc\n"].Array[0, 30].Select(static letters => new string(letters));

        Gen.Select(text, text).Sample((left, right) =>
        {
            var lines = Difference.Of(left, right);

            Assert.Equal(left, string.Join('\n', lines.Select(static line => line.Left).OfType<string>()));
            Assert.Equal(right, string.Join('\n', lines.Select(static line => line.Right).OfType<string>()));
        });
    }
}
