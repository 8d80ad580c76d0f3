namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceReferences
{
    /// <summary>The resources that a value is made of.</summary>
    public static IEnumerable<IResource> In(object value) => value switch
    {
        IResource resource => [resource],
        IValueWithReferences composite => composite.References.SelectMany(In),
        _ => [],
    };
}
