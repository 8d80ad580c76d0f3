using WebhookSystem.LocalAws.Tests.Lambda;
using WebhookSystem.LocalAws.Tests.Lambda.Pipes;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>What feeds functions goes on after a crash, and does not begin again.</summary>
public sealed class ResumedFunctions : IAsyncDisposable
{
    private readonly DataFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mapping_goes_on_behind_the_last_record_that_was_done(bool fromSnapshot)
    {
        var before = await _folder.StartAsync();
        var stream = await before.CreateTableAsync("events");
        var mapping = await before.MapAsync("reader", stream);
        await using (var function = TestFunction.Start(before, "reader"))
        {
            await before.PutAsync("events", "a", "1");
            Assert.Equal(["1"], (await function.TakeAsync()).Values());
            await before.PutAsync("events", "b", "2");
            Assert.Equal(["2"], (await function.TakeAsync()).Values());
            await before.PutAsync("events", "c", "3");
            Assert.Equal(["3"], (await function.TakeAsync()).Values());
        }

        if (fromSnapshot)
            DataFolder.TakeSnapshot(before);
        await before.PutAsync("events", "d", "4");
        var after = await _folder.CrashAsync();
        await using var again = TestFunction.Start(after, "reader");

        // The third may not have been told to be done before the crash; the first two were, or it had not come.
        var first = (await again.TakeAsync()).Values();
        Assert.Contains(first[0], new[] { "3", "4" });
        var found = await after.SendAsync(HttpMethod.Get, $"/2015-03-31/event-source-mappings/{mapping}");
        Assert.Equal("Enabled", found.GetProperty("State").GetString());
    }

    [Fact]
    public async Task A_function_keeps_its_timeout_and_a_removed_mapping_stays_away()
    {
        var before = await _folder.StartAsync();
        await before.SendAsync(
            HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "slow", ["Timeout"] = 77 });
        var (_, queue) = await before.CreateQueueAsync("fed");
        var mapping = await before.MapAsync("slow", queue);
        await before.SendAsync(HttpMethod.Delete, $"/2015-03-31/event-source-mappings/{mapping}");

        var after = await _folder.CrashAsync();

        var function = await after.SendAsync(HttpMethod.Get, "/2015-03-31/functions/slow/configuration");
        Assert.Equal(77, function.GetProperty("Timeout").GetInt32());
        var mappings = await after.SendAsync(HttpMethod.Get, "/2015-03-31/event-source-mappings/");
        Assert.Equal(0, mappings.GetProperty("EventSourceMappings").GetArrayLength());
    }

    [Fact]
    public async Task A_pipe_to_a_queue_goes_on_with_its_template_and_its_groups()
    {
        var before = await _folder.StartAsync();
        var stream = await before.CreateTableAsync("piped");
        var (_, queue) = await before.CreateQueueAsync("piped.fifo");
        await before.CreatePipeAsync("kept", stream, queue, new()
        {
            ["InputTemplate"] = """{"v":<$.dynamodb.NewImage.v.S>}""",
            ["SqsQueueParameters"] = new System.Text.Json.Nodes.JsonObject
            {
                ["MessageGroupId"] = "$.dynamodb.Keys.pk.S", ["MessageDeduplicationId"] = "$.eventID",
            },
        });

        var after = await _folder.CrashAsync();
        await after.PutAsync("piped", "k", "after");

        var url = (await after.Sqs.GetQueueUrlAsync("piped.fifo")).QueueUrl;
        Assert.Equal("after", (await after.ReceiveAsync(url)).GetProperty("v").GetString());
    }
}
