using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Infrastructure.Tests.Policy;

/// <summary>Names of resources as IAM writes them.</summary>
internal static class Arns
{
    private const string Here = "us-east-1:000000000000";

    public static string OfQueue(string name) => $"arn:aws:sqs:{Here}:{name}";

    public static string OfTable(string name) => $"arn:aws:dynamodb:{Here}:table/{name}";

    public static string OfBucket(string name) => $"arn:aws:s3:::{name}";

    public static string OfSecret(string name) => $"arn:aws:secretsmanager:{Here}:secret:{name}";

    public static string OfFunction(string name) => $"arn:aws:lambda:{Here}:function:{name}";

    /// <summary>What IAM would be asked about for a call of the ledger.</summary>
    public static string Of(LedgerLine call) => (call.Service, call.Action) switch
    {
        ("sqs", _) => OfQueue(call.Resource),
        ("dynamodb", "dynamodb:GetRecords" or "dynamodb:GetShardIterator" or "dynamodb:DescribeStream") =>
            OfTable(Topology.Table.Name) + "/stream/now",
        ("dynamodb", _) => OfTable(call.Resource),

        // A deployed bucket's name ends in account and region, a local one's does not.
        ("s3", _) => OfBucket($"{call.Resource}-000000000000-us-east-1") + "/any",

        // The ledger keeps the name's last part, the source's; Secrets Manager adds letters of its own choice.
        ("secretsmanager", _) => OfSecret(Topology.Secrets.NameFor(call.Resource)) + "-AbCdEf",
        _ => call.Resource,
    };
}
