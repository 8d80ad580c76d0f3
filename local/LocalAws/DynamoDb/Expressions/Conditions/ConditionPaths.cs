using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;

/// <summary>The paths that a condition looks at.</summary>
internal static class ConditionPaths
{
    public static IEnumerable<DocumentPath> Of(Condition? condition) => condition switch
    {
        null => [],
        Condition.All all => [.. Of(all.Left), .. Of(all.Right)],
        Condition.Any any => [.. Of(any.Left), .. Of(any.Right)],
        Condition.Not not => Of(not.Inner),
        Condition.Comparison comparison => [.. Of(comparison.Left), .. Of(comparison.Right)],
        Condition.Between between => [.. Of(between.Subject), .. Of(between.Low), .. Of(between.High)],
        Condition.In among => [.. Of(among.Subject), .. among.Candidates.SelectMany(Of)],
        Condition.Exists exists => [exists.Path],
        Condition.HasType type => [.. Of(type.Subject)],
        Condition.BeginsWith prefix => [.. Of(prefix.Subject), .. Of(prefix.Prefix)],
        Condition.Contains contains => [.. Of(contains.Subject), .. Of(contains.Sought)],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<DocumentPath> Of(Operand operand) => operand switch
    {
        Operand.AtPath at => [at.Path],
        Operand.SizeOf size => Of(size.Of),
        _ => [],
    };
}
