using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Pipes;

/// <summary>Writes a pipe: in short, as the answer to a change, and whole, as its description.</summary>
internal static class PipeWriter
{
    public static void Write(Utf8JsonWriter output, Pipe pipe, string state)
    {
        var time = pipe.Created.ToUnixTimeMilliseconds() / 1000m;
        output.WriteString("Name"u8, pipe.Name);
        output.WriteString("Arn"u8, LambdaArns.OfPipe(pipe.Name));
        output.WriteString("CurrentState"u8, state);
        output.WriteString("DesiredState"u8, pipe.Settings.IsEnabled ? "RUNNING"u8 : "STOPPED"u8);
        output.WriteNumber("CreationTime"u8, time);
        output.WriteNumber("LastModifiedTime"u8, time);
    }

    public static void WriteWhole(Utf8JsonWriter output, Pipe pipe, string state)
    {
        var delivery = pipe.Settings.Delivery!;
        Write(output, pipe, state);
        Write(output, "Description", delivery.Description);
        Write(output, "RoleArn", delivery.RoleArn);
        Write(output, "Source", pipe.Settings.SourceArn);
        output.WriteStartObject("SourceParameters"u8);
        MappingWriter.WriteFilter(output, pipe.Settings);
        output.WriteStartObject("DynamoDBStreamParameters"u8);
        WriteStream(output, pipe.Settings);
        output.WriteEndObject();
        output.WriteEndObject();
        Write(output, "Target", delivery.TargetArn);
        output.WriteStartObject("TargetParameters"u8);
        Write(output, "InputTemplate", delivery.InputTemplate?.Text);
        WriteQueue(output, delivery);
        output.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter output, StreamSettings settings)
    {
        output.WriteNumber("BatchSize"u8, settings.BatchSize);
        if (settings.FailureDestination is { } destination)
        {
            output.WriteStartObject("DeadLetterConfig"u8);
            output.WriteString("Arn"u8, destination);
            output.WriteEndObject();
        }

        output.WriteNumber("MaximumBatchingWindowInSeconds"u8, (int)settings.Window.TotalSeconds);
        output.WriteNumber("MaximumRecordAgeInSeconds"u8, (int?)settings.RecordAgeMax?.TotalSeconds ?? -1);
        output.WriteNumber("MaximumRetryAttempts"u8, settings.RetriesMax ?? -1);
        if (settings.Bisects)
            output.WriteString("OnPartialBatchItemFailure"u8, "AUTOMATIC_BISECT"u8);
        output.WriteNumber("ParallelizationFactor"u8, settings.ParallelizationFactor);
        output.WriteString("StartingPosition"u8, MappingWriter.NameOf(settings.StartingPosition));
    }

    private static void WriteQueue(Utf8JsonWriter output, PipeDelivery delivery)
    {
        if (delivery is { MessageGroupId: null, MessageDeduplicationId: null })
            return;
        output.WriteStartObject("SqsQueueParameters"u8);
        Write(output, "MessageDeduplicationId", delivery.MessageDeduplicationId?.Text);
        Write(output, "MessageGroupId", delivery.MessageGroupId?.Text);
        output.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter output, string name, string? value)
    {
        if (value is not null)
            output.WriteString(name, value);
    }
}
