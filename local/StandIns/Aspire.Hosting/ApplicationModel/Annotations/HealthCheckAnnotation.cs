namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a registered health check that the resource must pass to count as healthy.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}
