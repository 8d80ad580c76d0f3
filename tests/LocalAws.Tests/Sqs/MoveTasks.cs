using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>An operator sends dead letters back.</summary>
public sealed class MoveTasks : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private LocalAwsFixture _localAws = null!;
    private AmazonSQSClient _sqs = null!;
    private string _queue = "";
    private string _dead = "";
    private string _deadArn = "";

    public async ValueTask InitializeAsync()
    {
        _localAws = await LocalAwsFixture.StartAsync(_time);
        _sqs = _localAws.Sqs;
        _dead = await _sqs.NewQueueAsync();
        _deadArn = await _sqs.ArnAsync(_dead);
        _queue = await _sqs.NewQueueAsync(
            new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{_deadArn}}","maxReceiveCount":"1"}""" });
    }

    public ValueTask DisposeAsync() => _localAws.DisposeAsync();

    [Fact]
    public async Task Each_message_goes_back_to_the_queue_it_failed_in_as_a_new_one()
    {
        var sent = await FailAsync("a", "b");

        await _sqs.StartMessageMoveTaskAsync(new() { SourceArn = _deadArn });
        _time.Advance(TimeSpan.FromSeconds(1));

        var task = await TaskAsync();
        Assert.Equal("COMPLETED", task.Status);
        Assert.Equal((2, 2), (task.ApproximateNumberOfMessagesMoved, task.ApproximateNumberOfMessagesToMove));
        Assert.Null(task.TaskHandle);
        Assert.Null(task.DestinationArn);
        var received = await _sqs.ReceiveAsync(_queue);
        Assert.Equal(["a", "b"], received.Select(static message => message.Body));
        Assert.Equal("1", received[0].Attributes["ApproximateReceiveCount"]);
        Assert.DoesNotContain(received[0].MessageId, sent);
    }

    [Fact]
    public async Task A_rate_is_kept_and_a_task_can_be_cancelled()
    {
        await FailAsync([.. Enumerable.Range(0, 10).Select(static number => $"{number}")]);
        var destination = await _sqs.NewQueueAsync();

        var started = await _sqs.StartMessageMoveTaskAsync(new()
        {
            SourceArn = _deadArn,
            DestinationArn = await _sqs.ArnAsync(destination),
            MaxNumberOfMessagesPerSecond = 1,
        });
        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        var running = await TaskAsync();
        var again = await Assert.ThrowsAnyAsync<AmazonSQSException>(
            () => _sqs.StartMessageMoveTaskAsync(new() { SourceArn = _deadArn }));
        var cancelled = await _sqs.CancelMessageMoveTaskAsync(new() { TaskHandle = started.TaskHandle });
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(("RUNNING", started.TaskHandle), (running.Status, running.TaskHandle));
        Assert.InRange(running.ApproximateNumberOfMessagesMoved!.Value, 2, 3);
        Assert.StartsWith("There is already a task running.", again.Message);
        Assert.Equal(running.ApproximateNumberOfMessagesMoved, cancelled.ApproximateNumberOfMessagesMoved);
        Assert.Equal("CANCELLED", (await TaskAsync()).Status);
        Assert.Equal(cancelled.ApproximateNumberOfMessagesMoved, (await _sqs.BodiesAsync(destination)).Length);
    }

    [Fact]
    public async Task A_task_fails_where_the_destination_is_deleted()
    {
        await FailAsync("a", "b", "c");
        var destination = await _sqs.NewQueueAsync();
        await _sqs.StartMessageMoveTaskAsync(new()
        {
            SourceArn = _deadArn,
            DestinationArn = await _sqs.ArnAsync(destination),
            MaxNumberOfMessagesPerSecond = 1,
        });

        await _sqs.DeleteQueueAsync(destination);
        _time.Advance(TimeSpan.FromSeconds(2));

        var task = await TaskAsync();
        Assert.Equal("FAILED", task.Status);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", task.FailureReason);
    }

    [Fact]
    public async Task What_cannot_be_moved_is_refused()
    {
        var plain = await RefusalAsync(() => StartAsync(_queue));
        var nowhere = await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => _sqs.StartMessageMoveTaskAsync(new() { SourceArn = _deadArn, DestinationArn = _deadArn + "x" }));
        var nonsense = await RefusalAsync(() => _sqs.CancelMessageMoveTaskAsync(new() { TaskHandle = "nonsense" }));

        Assert.Equal("Source queue must be configured as a Dead Letter Queue.", plain.Message);
        Assert.Equal(
            "The resource that you specified for the DestinationArn parameter doesn't exist.", nowhere.Message);
        Assert.Equal("Value for parameter TaskHandle is invalid.", nonsense.Message);
    }

    [Fact]
    public async Task A_handle_is_of_a_task_s_id_and_its_source_as_AWS_writes_it()
    {
        await FailAsync("a", "b");
        await _sqs.StartMessageMoveTaskAsync(new() { SourceArn = _deadArn, MaxNumberOfMessagesPerSecond = 1 });

        var handle = Encoding.UTF8.GetString(Convert.FromBase64String((await TaskAsync()).TaskHandle));

        Assert.Matches($$"""^\{"taskId":"[0-9a-f-]{36}","sourceArn":"{{_deadArn}}"}$""", handle);
        var gone = await CancelAsync(handle.Replace(_deadArn, _deadArn + "x", StringComparison.Ordinal));
        var unknown = await CancelAsync($$"""{"taskId":"{{Guid.NewGuid()}}","sourceArn":"{{_deadArn}}"}""");
        Assert.Equal("The resource that you specified for the SourceArn parameter doesn't exist.", gone.Message);
        Assert.Equal("Task does not exist.", unknown.Message);
        Assert.Equal("Value for parameter TaskHandle is invalid.", (await CancelAsync("{}")).Message);
    }

    private Task<AmazonSQSException> CancelAsync(string handle) => RefusalAsync(() => _sqs.CancelMessageMoveTaskAsync(
        new() { TaskHandle = Convert.ToBase64String(Encoding.UTF8.GetBytes(handle)) }));

    private async Task StartAsync(string source) =>
        await _sqs.StartMessageMoveTaskAsync(new() { SourceArn = await _sqs.ArnAsync(source) });

    private static Task<AmazonSQSException> RefusalAsync(Func<Task> call) =>
        Assert.ThrowsAnyAsync<AmazonSQSException>(call);

    private async Task<ListMessageMoveTasksResultEntry> TaskAsync() =>
        Assert.Single((await _sqs.ListMessageMoveTasksAsync(new() { SourceArn = _deadArn })).Results);

    // Sends, receives once, and lets the next receive find them failed.
    private async Task<IReadOnlyList<string>> FailAsync(params string[] bodies)
    {
        var ids = new List<string>();
        foreach (var body in bodies)
            ids.Add((await _sqs.SendMessageAsync(_queue, body)).MessageId);
        await _sqs.BodiesAsync(_queue, visibility: 0);
        Assert.Empty(await _sqs.BodiesAsync(_queue));
        return ids;
    }
}
