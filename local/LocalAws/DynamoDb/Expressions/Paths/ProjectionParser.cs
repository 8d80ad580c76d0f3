using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;

internal sealed class ProjectionParser : ExpressionParser
{
    private ProjectionParser(string text, Placeholders placeholders)
        : base(text, "ProjectionExpression", placeholders)
    {
    }

    public static Projection? Parse(string? text, Placeholders placeholders)
    {
        if (text is null)
            return null;
        var parser = new ProjectionParser(text, placeholders);
        List<DocumentPath> paths = [parser.TakePath()];
        while (parser.TakeSymbol(","))
            paths.Add(parser.TakePath());
        parser.ExpectEnd();
        if (PathRules.Complaint(paths) is { } complaint)
            throw parser.Invalid(complaint);
        return Projection.Of(paths);
    }
}
