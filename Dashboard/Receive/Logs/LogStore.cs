using Microsoft.Extensions.Options;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Receive.Logs;

/// <summary>What the rooms wrote in their logs during the last traces.</summary>
internal sealed class LogStore(IOptions<DashboardOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly ByTrace<TraceLog> _logs = new(options.Value.LogsMax, options.Value.LogBytesMax);

    /// <summary>Tells that lines have come.</summary>
    public Changes Arrivals { get; } = new(time);

    public void Add(IEnumerable<TraceLog> logs)
    {
        lock (_gate)
        {
            foreach (var log in logs)
                _logs.Add(log);
            _logs.Trim();
        }

        Arrivals.Publish();
    }

    /// <summary>The lines of a trace as they were written.</summary>
    public IReadOnlyList<TraceLog> Trace(string traceId)
    {
        lock (_gate)
            return [.. _logs.Of(traceId).OrderBy(static log => log.At)];
    }
}
