using Amazon.SQS;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>An unsound batch is refused as a whole, an unsound entry by itself.</summary>
public sealed class Batches(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private AmazonSQSClient Sqs => localAws.Sqs;

    [Fact]
    public async Task What_one_entry_lacks_does_not_hinder_the_others()
    {
        var queue = await Sqs.NewQueueAsync(new() { ["MaximumMessageSize"] = "1024" });

        var answer = await Sqs.SendMessageBatchAsync(
            queue, [new("fits", new string('a', 1024)), new("long", new string('a', 1025)), new("odd", "\u0001")]);

        Assert.Equal("fits", Assert.Single(answer.Successful).Id);
        Assert.Equal(["long", "odd"], answer.Failed.Select(static failure => failure.Id));
        Assert.Equal("InvalidParameterValue", answer.Failed[0].Code);
        Assert.Equal(
            "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.",
            answer.Failed[0].Message);
        Assert.Equal("InvalidMessageContents", answer.Failed[1].Code);
        Assert.True(answer.Failed[0].SenderFault);
    }

    [Fact]
    public async Task A_batch_may_have_one_mebibyte_in_all()
    {
        var queue = await Sqs.NewQueueAsync();
        var half = new string('a', 512 * 1024);

        await Sqs.SendMessageBatchAsync(queue, [new("1", half), new("2", half)]);
        var error = await Assert.ThrowsAsync<BatchRequestTooLongException>(
            () => Sqs.SendMessageBatchAsync(queue, [new("1", half), new("2", half + "a")]));

        Assert.Equal(
            "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.", error.Message);
    }

    [Fact]
    public async Task An_unsound_batch_is_refused()
    {
        var queue = await Sqs.NewQueueAsync();
        var eleven = Enumerable.Range(0, 11).Select(static id => new SendMessageBatchRequestEntry($"{id}", "b"));

        await Assert.ThrowsAsync<EmptyBatchRequestException>(() => Sqs.SendMessageBatchAsync(queue, []));
        await Assert.ThrowsAsync<TooManyEntriesInBatchRequestException>(
            () => Sqs.SendMessageBatchAsync(queue, [.. eleven]));
        await Assert.ThrowsAsync<BatchEntryIdsNotDistinctException>(
            () => Sqs.SendMessageBatchAsync(queue, [new("1", "b"), new("1", "c")]));
        await Assert.ThrowsAsync<InvalidBatchEntryIdException>(
            () => Sqs.SendMessageBatchAsync(queue, [new("in:valid", "b")]));
        Assert.Empty(await Sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task Messages_are_deleted_in_a_batch()
    {
        var queue = await Sqs.NewQueueAsync();
        await Sqs.SendMessageBatchAsync(queue, [new("1", "a"), new("2", "b")]);
        var received = await Sqs.ReceiveAsync(queue);

        var answer = await Sqs.DeleteMessageBatchAsync(queue,
        [
            new("good", received[0].ReceiptHandle), new("bad", "nonsense"), new("also", received[1].ReceiptHandle),
        ]);

        Assert.Equal(["good", "also"], answer.Successful.Select(static success => success.Id));
        Assert.Equal("ReceiptHandleIsInvalid", Assert.Single(answer.Failed).Code);
        Assert.Equal("0", await Sqs.AttributeAsync(queue, "ApproximateNumberOfMessagesNotVisible"));
    }

    [Fact]
    public async Task Visibility_is_changed_in_a_batch()
    {
        var queue = await Sqs.NewQueueAsync();
        await Sqs.SendMessageBatchAsync(queue, [new("1", "a"), new("2", "b")]);
        var received = await Sqs.ReceiveAsync(queue);

        var answer = await Sqs.ChangeMessageVisibilityBatchAsync(queue,
        [
            new("1", received[0].ReceiptHandle) { VisibilityTimeout = 0 },
            new("2", received[1].ReceiptHandle) { VisibilityTimeout = 43_201 },
        ]);

        Assert.Equal("1", Assert.Single(answer.Successful).Id);
        Assert.Equal("2", Assert.Single(answer.Failed).Id);
        Assert.Equal([received[0].Body], await Sqs.BodiesAsync(queue));
    }
}
