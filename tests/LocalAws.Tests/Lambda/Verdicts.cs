using System.Text;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Streams;

namespace WebhookSystem.LocalAws.Tests.Lambda;

/// <summary>What an answer means for a batch of the records 1 to 4.</summary>
public sealed class Verdicts
{
    private static readonly StreamBatch Batch = new([.. Enumerable.Range(1, 4).Select(static number =>
        new StreamItem($"{number}", $"id-{number}", DateTimeOffset.UnixEpoch, "k", ReadOnlyMemory<byte>.Empty))]);

    private static readonly StreamSettings Plain = new()
    {
        Function = "f",
        SourceArn = "arn",
        BatchSize = 4,
        StartingPosition = StartingPosition.TrimHorizon,
        ReportsFailures = true,
    };

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public void No_failure_named_is_success(string answer) => Assert.IsType<BatchVerdict.Succeeded>(VerdictOf(answer));

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"ok\"")]
    [InlineData("""{"batchItemFailures":{}}""")]
    [InlineData("""{"batchItemFailures":[{"foo":"1"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"1"},{"itemIdentifier":"5"}]}""")]
    public void An_answer_that_is_no_report_fails_the_batch(string answer) =>
        Assert.IsType<BatchVerdict.Failed>(VerdictOf(answer));

    [Fact]
    public void Without_reporting_every_answer_is_success() => Assert.IsType<BatchVerdict.Succeeded>(BatchVerdict.Of(
        new("r", Encoding.UTF8.GetBytes("no json"), IsError: false), reportsFailures: false, new HashSet<string>()));

    [Fact]
    public void A_mapping_goes_back_to_the_lowest_that_is_named()
    {
        var next = Assert.Single(Batch.After(Partly("4", "2"), Plain));

        Assert.Equal(["2", "3", "4"], next.Items.Select(static item => item.SequenceNumber));
        Assert.Equal(1, next.Failures);
    }

    [Fact]
    public void A_pipe_repeats_what_is_named()
    {
        var next = Assert.Single(Batch.After(Partly("id-4", "id-2"), Plain with { Dialect = StreamDialect.Pipe }));

        Assert.Equal(["2", "4"], next.Items.Select(static item => item.SequenceNumber));
    }

    [Fact]
    public void Failures_without_progress_are_counted()
    {
        var next = Assert.Single((Batch with { Failures = 3 }).After(Partly("1"), Plain));

        Assert.Equal(4, next.Failures);
    }

    [Fact]
    public void Halving_keeps_the_order_and_is_no_retry()
    {
        var next = (Batch with { Failures = 1 }).After(new BatchVerdict.Failed(), Plain with { Bisects = true });

        Assert.Equal(["1", "2"], next[0].Items.Select(static item => item.SequenceNumber));
        Assert.Equal(["3", "4"], next[1].Items.Select(static item => item.SequenceNumber));
        Assert.All(next, static half => Assert.Equal(1, half.Failures));
    }

    private static BatchVerdict VerdictOf(string answer) => BatchVerdict.Of(
        new("r", Encoding.UTF8.GetBytes(answer), IsError: false), reportsFailures: true,
        new HashSet<string> { "1", "2", "3", "4" });

    private static BatchVerdict.PartlyFailed Partly(params string[] ids) => new(ids.ToHashSet());
}
