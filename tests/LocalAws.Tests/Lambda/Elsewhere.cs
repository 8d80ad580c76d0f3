using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.Lambda;

/// <summary>Functions here, their sources at AWS_ENDPOINT_URL: a second LocalAws stands for another emulator.</summary>
public sealed class Elsewhere(LocalAwsFixture sources) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Queues_and_streams_of_another_endpoint_feed_functions_here()
    {
        await using var functions = await LocalAwsFixture.StartAsync("--AWS_ENDPOINT_URL", sources.Endpoint.ToString());
        var (url, arn) = await sources.CreateQueueAsync("remote");
        var stream = await sources.CreateTableAsync("remote");
        await using var ofQueue = TestFunction.Start(functions, "remote-queue");
        await using var ofStream = TestFunction.Start(functions, "remote-stream");
        await functions.MapAsync("remote-queue", arn);
        await functions.MapAsync("remote-stream", stream);

        await sources.Sqs.SendMessageAsync(new SendMessageRequest(url, "from afar"));
        await sources.PutAsync("remote", "k", "written afar");

        Assert.Equal(["from afar"], (await ofQueue.TakeAsync()).Bodies());
        Assert.Equal(["written afar"], (await ofStream.TakeAsync()).Values());
    }

    [Fact]
    public async Task Looking_for_new_shards_reads_none_twice()
    {
        var time = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var localAws = await LocalAwsFixture.StartAsync(time);
        var stream = await localAws.CreateTableAsync("rediscovered");
        await using var function = TestFunction.Start(localAws, "rediscovered");
        await localAws.MapAsync("rediscovered", stream);
        await localAws.PutAsync("rediscovered", "a", "1");
        Assert.Equal(["1"], (await TakeAsync()).Values());

        var looked = await LooksAsync(localAws);
        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.AsTrue(async () => await LooksAsync(localAws) > looked);
        for (var value = 2; value < 10; value++)
        {
            await localAws.PutAsync("rediscovered", "a", $"{value}");
            Assert.Equal([$"{value}"], (await TakeAsync()).Values());
        }

        // A shard is not asked again within some milliseconds, which pass here when they are told to.
        async Task<JsonElement> TakeAsync()
        {
            var taken = function.TakeAsync();
            await Eventually.AsTrue(() =>
            {
                time.Advance(TimeSpan.FromMilliseconds(10));
                return Task.FromResult(taken.IsCompleted);
            });
            return await taken;
        }
    }

    [Fact]
    public async Task Records_over_age_are_given_up_unseen_and_the_destination_is_told()
    {
        var time = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var localAws = await LocalAwsFixture.StartAsync(time);
        var stream = await localAws.CreateTableAsync("aged");
        var (url, arn) = await localAws.CreateQueueAsync("aged-dlq");
        await localAws.PutAsync("aged", "old", "old");
        time.Advance(TimeSpan.FromMinutes(2));
        await localAws.PutAsync("aged", "new", "new");
        await using var function = TestFunction.Start(localAws, "aged");

        await localAws.MapAsync("aged", stream, new()
        {
            ["MaximumRecordAgeInSeconds"] = 60,
            ["DestinationConfig"] = new JsonObject { ["OnFailure"] = new JsonObject { ["Destination"] = arn } },
        });

        Assert.Equal(["new"], (await function.TakeAsync()).Values());
        var told = await localAws.ReceiveAsync(url);
        Assert.Equal("RecordAgeExceeded", told.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.Equal(
            "2026-01-01T00:00:00Z",
            told.GetProperty("DDBStreamBatchInfo").GetProperty("approximateArrivalOfFirstRecord").GetString());
    }

    private static async Task<long> LooksAsync(LocalAwsFixture localAws)
    {
        var ledger = await localAws.SendAsync(HttpMethod.Get, "/_local/ledger");
        return ledger.GetProperty("calls").EnumerateArray()
            .Where(line => line.GetProperty("operation").GetString() == "DescribeStream")
            .Sum(line => line.GetProperty("count").GetInt64());
    }
}
