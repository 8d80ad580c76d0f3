using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>Queues come, change and go.</summary>
public sealed class Declarations(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private AmazonSQSClient Sqs => localAws.Sqs;

    [Theory]
    [InlineData("TagQueue", ",\"Tags\":{}",
        "MissingRequiredParameterException: The request must contain the parameter Tags.")]
    [InlineData("UntagQueue", ",\"TagKeys\":[]",
        "InvalidParameterValueException: Tag keys must be between 1 and 128 characters in length.")]
    public async Task Who_tags_names_tags(string operation, string tags, string refusal)
    {
        var url = (await localAws.Sqs.CreateQueueAsync($"tags-{Guid.NewGuid():N}")).QueueUrl;

        Assert.Equal(refusal, await localAws.CallAsync(
            $"AmazonSQS.{operation}", $$"""{"QueueUrl":"{{url}}"{{tags}}}"""));
    }

    [Fact]
    public async Task The_address_has_the_host_by_which_the_caller_came()
    {
        var created = await Sqs.CreateQueueAsync("by-host");

        Assert.Equal(new Uri(localAws.Endpoint, "/000000000000/by-host").ToString(), created.QueueUrl);
        Assert.Equal(created.QueueUrl, (await Sqs.GetQueueUrlAsync("by-host")).QueueUrl);
    }

    [Fact]
    public async Task Only_the_path_of_an_address_counts()
    {
        await Sqs.CreateQueueAsync("by-path");

        await Sqs.SendMessageAsync("https://queue.example/000000000000/by-path", "hello");

        Assert.Equal(["hello"], await Sqs.BodiesAsync("https://elsewhere.example/000000000000/by-path"));
    }

    [Fact]
    public async Task Creating_again_with_the_same_attributes_gives_the_same_queue()
    {
        var attributes = new Dictionary<string, string> { ["VisibilityTimeout"] = "42" };

        var first = await Sqs.CreateQueueAsync(new CreateQueueRequest("twice") { Attributes = attributes });
        var again = await Sqs.CreateQueueAsync(new CreateQueueRequest("twice") { Attributes = attributes });

        Assert.Equal(first.QueueUrl, again.QueueUrl);
        Assert.Equal(first.QueueUrl, (await Sqs.CreateQueueAsync("twice")).QueueUrl);
    }

    [Fact]
    public async Task Creating_again_with_another_attribute_is_refused_by_its_name()
    {
        await Sqs.CreateQueueAsync(new CreateQueueRequest("other") { Attributes = new() { ["DelaySeconds"] = "1" } });

        var error = await Assert.ThrowsAsync<QueueNameExistsException>(() => Sqs.CreateQueueAsync(
            new CreateQueueRequest("other") { Attributes = new() { ["DelaySeconds"] = "2" } }));

        Assert.Equal(
            "A queue already exists with the same name and a different value for attribute DelaySeconds",
            error.Message);
        Assert.Equal("QueueAlreadyExists", error.ErrorCode);
    }

    [Theory]
    [InlineData("with space", null)]
    [InlineData("fifo-by-name.fifo", null)]
    [InlineData("fifo-by-attribute", "true")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123456789012345678901", null)]
    public async Task Unsound_names_are_refused(string name, string? fifo)
    {
        var request = new CreateQueueRequest(name);
        if (fifo is not null)
            request.Attributes = new() { ["FifoQueue"] = fifo };

        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => Sqs.CreateQueueAsync(request));

        Assert.Equal("InvalidParameterValue", error.ErrorCode);
    }

    [Theory]
    [InlineData("FifoQueue", "false", "Unknown Attribute FifoQueue.")]
    [InlineData("ContentBasedDeduplication", "false", "Unknown Attribute ContentBasedDeduplication.")]
    [InlineData(
        "DeduplicationScope", "queue", "You can specify the DeduplicationScope only when FifoQueue is set to true.")]
    [InlineData("Nonsense", "1", "Unknown Attribute Nonsense.")]
    public async Task A_standard_queue_has_no_attribute_of_FIFO(string name, string value, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidAttributeNameException>(
            () => Sqs.NewQueueAsync(new() { [name] = value }));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task All_attributes_have_AWS_s_defaults()
    {
        var queue = await Sqs.NewFifoQueueAsync();

        var attributes = (await Sqs.GetQueueAttributesAsync(queue, ["All"])).Attributes;

        Assert.Equal(
        [
            "ApproximateNumberOfMessages=0", "ApproximateNumberOfMessagesDelayed=0",
            "ApproximateNumberOfMessagesNotVisible=0", "ContentBasedDeduplication=false", "DeduplicationScope=queue",
            "DelaySeconds=0", "FifoQueue=true", "FifoThroughputLimit=perQueue", "MaximumMessageSize=1048576",
            "MessageRetentionPeriod=345600", "ReceiveMessageWaitTimeSeconds=0", "SqsManagedSseEnabled=true",
            "VisibilityTimeout=30",
        ],
            attributes.Where(static one => one.Key is not ("QueueArn" or "CreatedTimestamp" or "LastModifiedTimestamp"))
                .OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key}={one.Value}"));
        Assert.StartsWith("arn:aws:sqs:us-east-1:000000000000:q-", attributes["QueueArn"]);
    }

    [Fact]
    public async Task Attributes_change_within_their_bounds()
    {
        var queue = await Sqs.NewQueueAsync();

        await Sqs.SetQueueAttributesAsync(queue, new() { ["VisibilityTimeout"] = "69" });
        var error = await Assert.ThrowsAsync<InvalidAttributeValueException>(
            () => Sqs.SetQueueAttributesAsync(queue, new() { ["VisibilityTimeout"] = "43201" }));

        Assert.Equal("69", await Sqs.AttributeAsync(queue, "VisibilityTimeout"));
        Assert.Equal("Invalid value for the parameter VisibilityTimeout.", error.Message);
    }

    [Fact]
    public async Task A_key_of_ones_own_takes_the_place_of_the_managed_one()
    {
        var queue = await Sqs.NewQueueAsync();

        await Sqs.SetQueueAttributesAsync(queue, new() { ["KmsMasterKeyId"] = "mine" });

        Assert.Equal("false", await Sqs.AttributeAsync(queue, "SqsManagedSseEnabled"));
        await Assert.ThrowsAsync<InvalidAttributeNameException>(() => Sqs.SetQueueAttributesAsync(
            queue, new() { ["KmsMasterKeyId"] = "mine", ["SqsManagedSseEnabled"] = "true" }));
    }

    [Fact]
    public async Task Queues_are_listed_by_prefix_a_page_at_a_time()
    {
        foreach (var number in Enumerable.Range(0, 5))
            await Sqs.CreateQueueAsync($"page-{number}");

        var first = await Sqs.ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = "page-", MaxResults = 3 });
        var rest = await Sqs.ListQueuesAsync(
            new ListQueuesRequest { QueueNamePrefix = "page-", MaxResults = 3, NextToken = first.NextToken });

        Assert.Equal(3, first.QueueUrls.Count);
        Assert.Equal(["page-3", "page-4"], rest.QueueUrls.Select(static url => url.Split('/')[^1]));
        Assert.Null(rest.NextToken);
    }

    [Fact]
    public async Task Tags_are_added_and_removed()
    {
        var request = new CreateQueueRequest("tagged") { Tags = new() { ["a"] = "1" } };
        var queue = (await Sqs.CreateQueueAsync(request)).QueueUrl;

        await Sqs.TagQueueAsync(new TagQueueRequest { QueueUrl = queue, Tags = new() { ["b"] = "", ["c"] = "3" } });
        await Sqs.UntagQueueAsync(new UntagQueueRequest { QueueUrl = queue, TagKeys = ["a"] });

        var tags = (await Sqs.ListQueueTagsAsync(new ListQueueTagsRequest { QueueUrl = queue })).Tags;
        Assert.Equal(new() { ["b"] = "", ["c"] = "3" }, tags);
    }

    [Fact]
    public async Task A_deleted_queue_is_gone_and_its_name_free_after_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var turned = await LocalAwsFixture.StartAsync(time);
        var queue = (await turned.Sqs.CreateQueueAsync("gone")).QueueUrl;
        await turned.Sqs.SendMessageAsync(queue, "hello");

        await turned.Sqs.DeleteQueueAsync(queue);

        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => turned.Sqs.SendMessageAsync(queue, "hello"));
        await Assert.ThrowsAsync<QueueDeletedRecentlyException>(() => turned.Sqs.CreateQueueAsync("gone"));
        time.Advance(TimeSpan.FromSeconds(60));
        await turned.Sqs.CreateQueueAsync("gone");
        Assert.Empty(await turned.Sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task A_queue_is_purged_at_most_once_a_minute()
    {
        var queue = await Sqs.NewQueueAsync();
        await Sqs.SendMessageAsync(queue, "hello");

        await Sqs.PurgeQueueAsync(queue);

        Assert.Equal("0", await Sqs.AttributeAsync(queue, "ApproximateNumberOfMessages"));
        await Assert.ThrowsAsync<PurgeQueueInProgressException>(() => Sqs.PurgeQueueAsync(queue));
    }

    [Fact]
    public async Task An_operation_that_is_not_offered_is_named()
    {
        var queue = await Sqs.NewQueueAsync();

        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(
            () => Sqs.AddPermissionAsync(queue, "l", ["1"], ["*"]));

        Assert.Equal("LocalAws does not offer SQS AddPermission.", error.Message);
    }
}
