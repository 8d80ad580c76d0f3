using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WebhookSystem.EventPatterns.Tests;

/// <summary>Patterns broken at random are refused as such or are patterns, and nothing else happens.</summary>
public sealed class BrokenPatterns(ITestOutputHelper output)
{
    private const string Whole = """
        {"a":["x",1,null,{"prefix":"p"},{"numeric":[">",0,"<",5]},{"anything-but":{"suffix":["s"]}},
         {"cidr":"10.0.0.0/8"}],
         "b":{"c":[{"exists":true},{"wildcard":"a*b\\*"}]},"$or":[{"d":[1]},{"e":[2]}]}
        """;

    [Fact]
    public void A_broken_pattern_is_refused_or_is_one()
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("LOCALAWS_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : Environment.TickCount;
        output.WriteLine($"seed={seed}");
        var random = new Random(seed);
        using var @event = JsonDocument.Parse("""{"a":"10.0.0.1","b":{"c":["axb*"]},"d":1}""");
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = new StringBuilder(Whole);
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var at = random.Next(pattern.Length);
                if (random.Next(2) == 0)
                    pattern.Remove(at, 1);
                else
                    pattern.Insert(at, "{}[]\",:*\\0ntr/ "[random.Next(15)]);
            }

            try
            {
                EventPattern.Parse(pattern.ToString()).Matches(@event.RootElement);
            }
            catch (InvalidPatternException)
            {
                // What a broken pattern may come to.
            }
        }
    }
}
