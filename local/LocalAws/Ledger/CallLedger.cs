using System.Collections.Concurrent;
using System.Text.Json;

namespace WebhookSystem.LocalAws.Ledger;

/// <summary>
/// Every call counted, by service, operation, resource and caller, with the units that AWS bills: a run can be priced
/// from it, and its permissions read off. It counts from the start of this process.
/// </summary>
internal sealed class CallLedger
{
    /// <summary>A function's run, which is no call of an API but costs.</summary>
    public const string Execution = "Execution";

    private readonly ConcurrentDictionary<Line, Sum> _lines = [];

    /// <summary>Lets a request be answered, and enters it where it was understood as a call.</summary>
    public async Task EnterAsync(HttpContext context, RequestDelegate next)
    {
        var call = new Call();
        context.Features.Set(call);
        await next(context);
        if (call.Service is not { } service)
            return;
        var line = new Line(
            service, call.Operation, call.Resource, Callers.Of(context.Request),
            call.Actions ?? Permissions.Of(service, call.Operation));
        Add(line, context.Response.StatusCode >= 400, Tariff.Of(call, context.Request.ContentLength ?? 0));
    }

    public void EnterExecution(string function, TimeSpan duration, double gigabytes, bool isFailed)
    {
        // Lambda bills whole milliseconds.
        var seconds = Math.Ceiling(duration.TotalMilliseconds) / 1000;
        Add(new("lambda", Execution, function, function, null), isFailed,
            [("invocations", 1), ("gbSeconds", seconds * gigabytes)]);
    }

    public void Clear() => _lines.Clear();

    public void Write(Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.WriteStartArray("calls"u8);
        foreach (var (line, sum) in _lines.OrderBy(static one => one.Key))
        {
            output.WriteStartObject();
            output.WriteString("service"u8, line.Service);
            output.WriteString("operation"u8, line.Operation);
            output.WriteString("resource"u8, line.Resource);
            output.WriteString("caller"u8, line.Caller);
            output.WriteString("action"u8, line.Actions);
            sum.Write(output);
            output.WriteEndObject();
        }

        output.WriteEndArray();
        output.WriteEndObject();
    }

    private void Add(Line line, bool isRefused, IEnumerable<(string Unit, double Count)> units) =>
        _lines.GetOrAdd(line, static _ => new()).Add(isRefused, units);

    private readonly record struct Line(
        string Service, string Operation, string Resource, string Caller, string? Actions) : IComparable<Line>
    {
        public int CompareTo(Line other) => (Service, Operation, Resource, Caller, Actions)
            .CompareTo((other.Service, other.Operation, other.Resource, other.Caller, other.Actions));
    }

    private sealed class Sum
    {
        private readonly Lock _gate = new();
        private readonly SortedDictionary<string, double> _units = new(StringComparer.Ordinal);
        private long _count;
        private long _refused;

        public void Add(bool isRefused, IEnumerable<(string Unit, double Count)> units)
        {
            lock (_gate)
            {
                _count++;
                _refused += isRefused ? 1 : 0;
                foreach (var (unit, count) in units)
                {
                    if (count > 0)
                        _units[unit] = _units.GetValueOrDefault(unit) + count;
                }
            }
        }

        public void Write(Utf8JsonWriter output)
        {
            lock (_gate)
            {
                output.WriteNumber("count"u8, _count);
                output.WriteNumber("refused"u8, _refused);
                output.WriteStartObject("units"u8);
                foreach (var (unit, count) in _units)
                    output.WriteNumber(unit, Math.Round(count, 6));
                output.WriteEndObject();
            }
        }
    }
}
