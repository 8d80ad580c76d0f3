using System.Text;
using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;
using WebhookSystem.LocalAws.DynamoDb.Statements;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.Bench.Parsers;

/// <summary>The languages of DynamoDB, as LocalAws reads them.</summary>
internal static class OfLocalAws
{
    public static IEnumerable<Parser> All()
    {
        using var document = JsonDocument.Parse("""
            {"ConditionExpression":"","ExpressionAttributeNames":{"#n":"name"},
             "ExpressionAttributeValues":{":v":{"N":"1"},":t":{"S":"t"},":s":{"SS":["s"]},":l":{"L":[]}}}
            """);
        var input = document.RootElement.Clone();
        yield return Of(
            "conditions", text => ConditionParser.Parse(text, "ConditionExpression", new Placeholders(input)),
            "(attribute_not_exists(pk) OR size(a) > :v) AND NOT begins_with(b, :t) OR c BETWEEN :v AND :v",
            "#n.b[0] IN (:v, :t) AND attribute_type(a, :t)");
        yield return Of(
            "updates", text => UpdateParser.Parse(text, new Placeholders(input)),
            "SET a.b[0] = if_not_exists(c, :v) + :v, d = list_append(:l, e) REMOVE f ADD g :v DELETE h :s");
        yield return Of(
            "projections", text => ProjectionParser.Parse(text, new Placeholders(input)), "a, #n.b[0].c, d[1][2]");
        yield return Of(
            "statements", text => StatementParser.Parse(text),
            """INSERT INTO "table" VALUE {'pk': ?, 'n': ?}""",
            """UPDATE "table" SET "a"=? REMOVE "b" WHERE "pk"=? AND "version"=? RETURNING ALL NEW *""");
        yield return Of(
            "numbers", text => DynamoNumber.Parse(text), "1.5e3", "-99999999999999999999999999999999999999");
        yield return Of(
            "iterators", text => ShardIterator.Parse(text, DateTimeOffset.UnixEpoch),
            Convert.ToBase64String("arn|shard|0|0"u8));
    }

    private static Parser Of(string name, Action<string> read, params string[] whole) => new(
        $"LocalAws: {name}", 1, [.. whole.Select(Encoding.UTF8.GetBytes)],
        (_, broken) => OfEvents.Refusing<AwsException>(broken, read));
}
