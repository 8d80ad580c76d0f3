using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Views;
using WebhookSystem.Dashboard.Receive.Refusals;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>A source that mostly refuses is told of, for as long as it does.</summary>
public sealed class RefusingSources : IDisposable
{
    private readonly Model _model = new();
    private readonly DateTimeOffset _now = Items.Start.AddSeconds(30);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void More_refused_than_let_in_is_told_with_the_most_frequent_reason()
    {
        LetIn(6);
        Refuse("signature_mismatch", 3);
        Refuse("no_secret", 4);

        Assert.Equal([new RefusedCount(Items.Source, "no_secret", 7)], _model.Database.Refusing(_now));
    }

    [Fact]
    public void Fewer_than_were_let_in_are_not_told_nor_a_handful()
    {
        LetIn(8);
        Refuse("signature_mismatch", 7);
        Assert.Empty(_model.Database.Refusing(_now));

        Refuse("no_secret", 4, source: "quiet");
        Assert.Empty(_model.Database.Refusing(_now));
    }

    [Fact]
    public void What_was_refused_a_while_ago_and_what_named_no_source_is_not_told()
    {
        Refuse("no_secret", 20);
        Refuse("unknown_source", 20, source: null);

        Assert.Equal(Items.Source, Assert.Single(_model.Database.Refusing(_now)).Source);
        Assert.Empty(_model.Database.Refusing(_now + RefusingQuery.Window));
    }

    private void LetIn(int events)
    {
        for (var number = 0; number < events; number++)
            _model.Take(Items.Change(Items.Event($"e{number}", position: number).ToItem()));
    }

    private void Refuse(string verdict, int requests, string? source = Items.Source) =>
        new LastRefusals(_model.Database, new(new FakeTimeProvider())).Add(
            [.. Enumerable.Range(0, requests).Select(
                number => new Refusal(Items.Start.AddMilliseconds(number), source, verdict, 10, TraceId: null))]);
}
