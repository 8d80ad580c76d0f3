using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Settings;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace WebhookSystem.Infrastructure.Keep;

/// <summary>The one table, with its stream of new images and its two indexes.</summary>
internal static class EventTable
{
    public static Table Create(Construct scope, EnvironmentSettings environment)
    {
        var table = new Table(scope, "events", new TableProps
        {
            TableName = Topology.Table.Name,
            PartitionKey = Text(Topology.Table.PartitionKey),
            SortKey = Text(Topology.Table.SortKey),
            BillingMode = BillingMode.PAY_PER_REQUEST,
            Stream = StreamViewType.NEW_IMAGE,
            TimeToLiveAttribute = Topology.Table.TimeToLive,
            Encryption = TableEncryption.AWS_MANAGED,
            PointInTimeRecovery = environment.KeepsData,
            DeletionProtection = environment.KeepsData,
            RemovalPolicy = environment.KeepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });
        table.AddLocalSecondaryIndex(new LocalSecondaryIndexProps
        {
            IndexName = Topology.Table.OnePartitionIndex,
            SortKey = Text(Topology.Table.OnePartitionAttribute),
            ProjectionType = ProjectionType.KEYS_ONLY,
        });
        table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = Topology.Table.UnsettledIndex,
            PartitionKey = Text(Topology.Table.PartitionKey),
            SortKey = Text(Topology.Table.UnsettledAttribute),
            ProjectionType = ProjectionType.KEYS_ONLY,
        });
        return table;
    }

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
