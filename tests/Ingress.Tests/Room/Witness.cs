using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>Writes down every word that a room says, in logs, spans and metrics of any level and origin.</summary>
internal sealed class Witness : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _words = new();
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();

    public Witness()
    {
        _spans = new()
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.Start();
    }

    public IReadOnlyCollection<string> Words
    {
        get
        {
            _meters.RecordObservableInstruments();
            return _words;
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Hear(state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        _words.Enqueue($"log {eventId}: {formatter(state, exception)} {exception}");
        Hear(state);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private void Hear(Activity span)
    {
        var tags = span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags)).Concat(
            span.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)));
        _words.Enqueue($"span {span.DisplayName} {span.StatusDescription}: {Text(tags)}");
    }

    private void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _words.Enqueue($"metric {instrument.Name}: {Text(tags.ToArray())}");

    private void Hear(object? state) => _words.Enqueue(
        state is IEnumerable<KeyValuePair<string, object?>> named ? $"state {Text(named)}" : $"state {state}");

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
