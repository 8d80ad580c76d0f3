namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;

/// <summary>What AWS demands of the paths of one expression: none may touch another.</summary>
internal static class PathRules
{
    /// <summary>The complaint about the first pair that breaks a rule, or null.</summary>
    public static string? Complaint(IReadOnlyList<DocumentPath> paths)
    {
        for (var later = 1; later < paths.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Complaint(paths[earlier], paths[later]) is { } complaint)
                    return complaint;
            }
        }

        return null;
    }

    private static string? Complaint(DocumentPath one, DocumentPath two)
    {
        if (one.Overlaps(two))
        {
            return "Two document paths overlap with each other; must remove or rewrite one of these paths; "
                + $"path one: {one}, path two: {two}";
        }

        return one.Conflicts(two)
            ? "Two document paths conflict with each other; must remove or rewrite one of these paths; "
                + $"path one: {one}, path two: {two}"
            : null;
    }
}
