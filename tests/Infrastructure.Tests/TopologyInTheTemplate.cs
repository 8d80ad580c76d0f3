using WebhookSystem.Contracts;
using Amazon.CDK.Assertions;

namespace WebhookSystem.Infrastructure.Tests;

/// <summary>What is deployed is what Topology says.</summary>
[Collection(Synthesized.Kernel)]
public sealed class TopologyInTheTemplate
{
    private static readonly Dictionary<string, object> NoProperties = [];

    [Fact]
    public void Every_queue_is_there_with_its_times_its_dead_letter_queue_and_encryption()
    {
        var template = Synthesized.Of("standard/dev").ToTemplate();

        template.ResourceCountIs("AWS::SQS::Queue", Topology.Queues.All.Count);
        Assert.All(Topology.Queues.All, queue => template.HasResourceProperties("AWS::SQS::Queue", With(
            ("QueueName", queue.Name),
            ("VisibilityTimeout", queue.VisibilityTimeout.TotalSeconds),
            ("MessageRetentionPeriod", Topology.Queues.Retention.TotalSeconds),
            ("SqsManagedSseEnabled", true),
            ("FifoQueue", queue.Fifo ? true : Match.Absent()),
            ("RedrivePolicy", queue.DeadLetterQueue is null
                ? Match.Absent()
                : Match.ObjectLike(With(("maxReceiveCount", queue.ReceivesMax)))))));
    }

    [Fact]
    public void A_queue_hides_a_message_for_six_times_what_its_function_may_take()
    {
        var synthesized = Synthesized.Of("standard/dev");
        var queues = synthesized.Resources.Where(one => one.Type == "AWS::SQS::Queue")
            .ToDictionary(one => one.Properties["QueueName"]!.GetValue<string>(), one => one.Properties);
        var functions = synthesized.Resources.Where(one => one.Type == "AWS::Lambda::Function")
            .ToDictionary(one => one.Properties["FunctionName"]!.GetValue<string>(), one => one.Properties);

        Assert.All(Topology.Functions.Queues, mapping => Assert.True(
            queues[mapping.Queue]["VisibilityTimeout"]!.GetValue<double>()
                >= 6 * functions[$"webhook-{mapping.Function}"]["Timeout"]!.GetValue<double>()));
    }

    [Fact]
    public void The_table_has_its_keys_indexes_stream_and_time_to_live()
    {
        var template = Synthesized.Of("standard/prod").ToTemplate();

        template.HasResource("AWS::DynamoDB::Table", With(
            ("DeletionPolicy", "Retain"),
            ("Properties", Match.ObjectLike(With(
                ("TableName", Topology.Table.Name),
                ("BillingMode", "PAY_PER_REQUEST"),
                ("KeySchema", Keys(Topology.Table.PartitionKey, Topology.Table.SortKey)),
                ("LocalSecondaryIndexes", OneIndex(
                    Topology.Table.OnePartitionIndex, Topology.Table.OnePartitionAttribute)),
                ("GlobalSecondaryIndexes", OneIndex(
                    Topology.Table.UnsettledIndex, Topology.Table.UnsettledAttribute)),
                ("StreamSpecification", With(("StreamViewType", "NEW_IMAGE"))),
                ("TimeToLiveSpecification", With(
                    ("AttributeName", Topology.Table.TimeToLive), ("Enabled", true))),
                ("SSESpecification", With(("SSEEnabled", true))),
                ("PointInTimeRecoverySpecification", With(("PointInTimeRecoveryEnabled", true))),
                ("DeletionProtectionEnabled", true))))));
    }

    [Fact]
    public void The_bucket_forgets_after_the_events_and_is_closed_to_the_public() =>
        Synthesized.Of("standard/prod").ToTemplate().HasResourceProperties("AWS::S3::Bucket", With(
            ("LifecycleConfiguration", Match.ObjectLike(With(("Rules", Match.ArrayWith([Match.ObjectLike(With(
                ("ExpirationInDays", Topology.Payloads.Retention.TotalDays), ("Status", "Enabled")))]))))),
            ("PublicAccessBlockConfiguration", With(
                ("BlockPublicAcls", true), ("BlockPublicPolicy", true),
                ("IgnorePublicAcls", true), ("RestrictPublicBuckets", true)))));

    [Theory]
    [InlineData("standard/dev")]
    [InlineData("lean/prod")]
    public void Every_mapping_of_a_queue_is_there(string name)
    {
        var template = Synthesized.Of(name).ToTemplate();

        var mapped = Topology.Functions.Queues.Where(
            mapping => name.StartsWith("standard", StringComparison.Ordinal) || mapping.Function != "processor");
        Assert.All(mapped, mapping => template.HasResourceProperties("AWS::Lambda::EventSourceMapping", With(
            ("BatchSize", mapping.BatchSize),
            ("FunctionResponseTypes", new[] { "ReportBatchItemFailures" }),
            ("ScalingConfig", With(("MaximumConcurrency", mapping.ConcurrencyMax))))));
    }

    [Theory]
    [InlineData("standard/dev", 1, 0)]
    [InlineData("standard/prod", 0, 1)]
    [InlineData("lean/prod", 0, 1)]
    public void The_stream_has_one_reader_beside_the_Dashboard(string name, int pipes, int mappings)
    {
        var template = Synthesized.Of(name).ToTemplate();
        var ofStream = template.FindResources("AWS::Lambda::EventSourceMapping", With(
            ("Properties", Match.ObjectLike(With(("StartingPosition", "TRIM_HORIZON"))))));

        Assert.Equal(mappings, ofStream.Count);
        Assert.Equal(pipes, template.FindResources("AWS::Pipes::Pipe", NoProperties).Count);
    }

    [Fact]
    public void The_mapping_of_the_stream_is_Topologys()
    {
        var stream = Topology.Functions.Stream;

        Synthesized.Of("standard/prod").ToTemplate().HasResourceProperties("AWS::Lambda::EventSourceMapping", With(
            ("StartingPosition", "TRIM_HORIZON"),
            ("BatchSize", stream.BatchSize),
            ("ParallelizationFactor", 1),
            ("BisectBatchOnFunctionError", true),
            ("MaximumRecordAgeInSeconds", stream.RecordAgeMax.TotalSeconds),
            ("FilterCriteria", With(("Filters", new[] { With(("Pattern", stream.Pattern)) }))),
            ("DestinationConfig", Match.AnyValue())));
    }

    [Fact]
    public void The_pipe_of_the_stream_is_Topologys()
    {
        var stream = Topology.Functions.Stream;

        Synthesized.Of("standard/dev").ToTemplate().HasResourceProperties("AWS::Pipes::Pipe", With(
            ("SourceParameters", With(
                ("FilterCriteria", With(("Filters", new[] { With(("Pattern", stream.Pattern)) }))),
                ("DynamoDBStreamParameters", Match.ObjectLike(With(
                    ("StartingPosition", "TRIM_HORIZON"),
                    ("BatchSize", stream.BatchSize),
                    ("ParallelizationFactor", 1),
                    ("MaximumRecordAgeInSeconds", stream.RecordAgeMax.TotalSeconds),
                    ("OnPartialBatchItemFailure", "AUTOMATIC_BISECT"))))))));
    }

    private static object[] Keys(string hash, string range) =>
        [With(("AttributeName", hash), ("KeyType", "HASH")), With(("AttributeName", range), ("KeyType", "RANGE"))];

    private static object[] OneIndex(string name, string range) =>
        [Match.ObjectLike(With(("IndexName", name), ("KeySchema", Keys(Topology.Table.PartitionKey, range))))];

    private static Dictionary<string, object> With(params IEnumerable<(string Name, object Value)> properties) =>
        properties.ToDictionary(one => one.Name, one => one.Value);
}
