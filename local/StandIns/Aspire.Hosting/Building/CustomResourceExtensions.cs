using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>For resource types of one's own.</summary>
public static class CustomResourceExtensions
{
    public static IResourceBuilder<TResource> WithInitialState<TResource>(
        this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource => builder.WithAnnotation(
            new InitialStateAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
}
