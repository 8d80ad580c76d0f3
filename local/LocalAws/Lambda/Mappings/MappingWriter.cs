using System.Text.Json;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>Writes an EventSourceMappingConfiguration.</summary>
internal static class MappingWriter
{
    public static void Write(Utf8JsonWriter output, Mapping mapping, string state)
    {
        var settings = mapping.Settings;
        output.WriteString("UUID"u8, mapping.Id);
        output.WriteString("EventSourceMappingArn"u8, LambdaArns.OfMapping(mapping.Id));
        output.WriteString("EventSourceArn"u8, settings.SourceArn);
        output.WriteString("FunctionArn"u8, LambdaArns.OfFunction(settings.Function));
        output.WriteString("State"u8, state);
        output.WriteString("StateTransitionReason"u8, settings is QueueSettings ? "USER_INITIATED"u8 : "User action"u8);
        output.WriteNumber("LastModified"u8, mapping.Modified.ToUnixTimeMilliseconds() / 1000m);
        output.WriteNumber("BatchSize"u8, settings.BatchSize);
        output.WriteNumber("MaximumBatchingWindowInSeconds"u8, (int)settings.Window.TotalSeconds);
        output.WriteStartArray("FunctionResponseTypes"u8);
        if (settings.ReportsFailures)
            output.WriteStringValue("ReportBatchItemFailures"u8);
        output.WriteEndArray();
        WriteFilter(output, settings);
        switch (settings)
        {
            case QueueSettings { ConcurrencyMax: { } concurrency }:
                output.WriteStartObject("ScalingConfig"u8);
                output.WriteNumber("MaximumConcurrency"u8, concurrency);
                output.WriteEndObject();
                break;
            case StreamSettings stream:
                WriteStream(output, stream);
                break;
        }
    }

    public static void WriteFilter(Utf8JsonWriter output, SourceSettings settings)
    {
        if (settings.Filter.Patterns.Count == 0)
            return;
        output.WriteStartObject("FilterCriteria"u8);
        output.WriteStartArray("Filters"u8);
        foreach (var pattern in settings.Filter.Patterns)
        {
            output.WriteStartObject();
            output.WriteString("Pattern"u8, pattern);
            output.WriteEndObject();
        }

        output.WriteEndArray();
        output.WriteEndObject();
    }

    public static string NameOf(StartingPosition start) => start switch
    {
        StartingPosition.TrimHorizon => "TRIM_HORIZON",
        StartingPosition.Latest => "LATEST",
    };

    private static void WriteStream(Utf8JsonWriter output, StreamSettings settings)
    {
        output.WriteString("StartingPosition"u8, NameOf(settings.StartingPosition));
        output.WriteBoolean("BisectBatchOnFunctionError"u8, settings.Bisects);
        output.WriteNumber("MaximumRetryAttempts"u8, settings.RetriesMax ?? -1);
        output.WriteNumber("MaximumRecordAgeInSeconds"u8, (int?)settings.RecordAgeMax?.TotalSeconds ?? -1);
        output.WriteNumber("ParallelizationFactor"u8, settings.ParallelizationFactor);
        output.WriteNumber("TumblingWindowInSeconds"u8, 0);
        output.WriteStartObject("DestinationConfig"u8);
        output.WriteStartObject("OnFailure"u8);
        if (settings.FailureDestination is { } destination)
            output.WriteString("Destination"u8, destination);
        output.WriteEndObject();
        output.WriteEndObject();
    }
}
