using WebhookSystem.LocalAws.DynamoDb.Kept;
using WebhookSystem.LocalAws.DynamoDb.Operations;
using WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;
using WebhookSystem.LocalAws.DynamoDb.Operations.Reading;
using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Statements;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb;

internal static class DynamoDbRegistration
{
    private static readonly Type[] Operations =
    [
        typeof(CreateTable), typeof(DescribeTable), typeof(UpdateTable), typeof(DeleteTable), typeof(ListTables),
        typeof(UpdateTimeToLive), typeof(DescribeTimeToLive),
        typeof(TagResource), typeof(UntagResource), typeof(ListTagsOfResource),
        typeof(PutItem), typeof(UpdateItem), typeof(DeleteItem), typeof(BatchWriteItem), typeof(TransactWriteItems),
        typeof(BatchExecuteStatement),
        typeof(GetItem), typeof(Query), typeof(Scan), typeof(BatchGetItem), typeof(TransactGetItems),
    ];

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Adds DynamoDB and DynamoDB Streams.</summary>
        public void AddDynamoDb()
        {
            builder.Services.AddSingleton<StreamCatalog>();
            builder.Services.AddSingleton<TableLog>();
            builder.Services.AddSingleton<Database>();
            builder.Services.AddSingleton<IKept, KeptTables>();
            builder.Services.AddSingleton<TransactionTokens>();
            builder.Services.AddHostedService<TimeToLiveSweeper>();
            foreach (var operation in Operations)
                builder.Services.AddSingleton(typeof(IOperation), operation);
            builder.Services.AddSingleton<IJsonService, DynamoDbService>();
            builder.Services.AddSingleton<IJsonService, StreamsService>();
        }
    }
}
