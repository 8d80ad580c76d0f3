using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WebhookSystem.Dashboard;

/// <summary>The dashboard's own settings.</summary>
internal sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Folder of the read model; without one it lives as long as the process.</summary>
    public string? Data { get; set; }

    /// <summary>The oldest events over this many leave the read model; the table keeps them.</summary>
    [Range(100, 100_000_000)]
    public int EventsMax { get; set; } = 2_000_000;

    /// <summary>Spans kept, in whole traces, the oldest leaving first.</summary>
    [Range(100, 10_000_000)]
    public int SpansMax { get; set; } = 200_000;

    /// <summary>Bytes of spans kept, as estimated.</summary>
    [Range(1024 * 1024, int.MaxValue)]
    public int SpanBytesMax { get; set; } = 128 * 1024 * 1024;

    /// <summary>Lines of logs kept, in whole traces, the oldest leaving first.</summary>
    [Range(100, 10_000_000)]
    public int LogsMax { get; set; } = 100_000;

    /// <summary>Bytes of lines kept, as estimated.</summary>
    [Range(1024 * 1024, int.MaxValue)]
    public int LogBytesMax { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// A trace's address in a tracing system of your own, with <c>{traceId}</c> where its id stands; linked from every
    /// event.
    /// </summary>
    public string? TraceLink { get; set; }

    /// <summary>Where providers send to, e.g. <c>https://hooks.example.com</c>; test events go there too.</summary>
    public Uri? Ingress { get; set; }
}

[OptionsValidator]
internal sealed partial class DashboardOptionsValidator : IValidateOptions<DashboardOptions>;
