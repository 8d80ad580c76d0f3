using System.Text.Json;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.EventPatterns;

namespace WebhookSystem.ServiceDefaults.Configure;

/// <summary>Where a release goes: to the default queue, and to that of every route whose pattern it matches.</summary>
public sealed class Routes
{
    private static readonly IReadOnlyList<string> Default = [Topology.Queues.Ordered];

    private readonly IReadOnlyList<(EventPattern Pattern, string Queue)> _routes;

    /// <param name="routes">Those beside the default.</param>
    /// <exception cref="SourcesFileException">A pattern cannot be used.</exception>
    public Routes(IReadOnlyList<RouteConfiguration> routes)
    {
        Names = [RouteConfiguration.Default, .. routes.Select(route => route.Name)];
        _routes = [.. routes.Select(route => (Read(route), Topology.Queues.OfRoute(route.Name)))];
    }

    /// <summary>Of every route, the default's first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <param name="cloudEvent">As it will be sent: what stands in S3 cannot be matched.</param>
    /// <returns>Queues, the default's first.</returns>
    public IReadOnlyList<string> For(ReadOnlyMemory<byte> cloudEvent)
    {
        if (_routes.Count == 0)
            return Default;
        using var document = JsonDocument.Parse(cloudEvent);
        var root = document.RootElement;
        return [.. Default, .. _routes.Where(route => route.Pattern.Matches(root)).Select(route => route.Queue)];
    }

    private static EventPattern Read(RouteConfiguration route)
    {
        try
        {
            return EventPattern.Parse(route.Pattern);
        }
        catch (InvalidPatternException fault)
        {
            throw new SourcesFileException([$"/routes/{route.Name}/pattern: {fault.Message}"]);
        }
    }
}
