using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Moving;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Moving;

internal sealed class StartMessageMoveTask(QueueCatalog queues, MoveTasks tasks) : IOperation
{
    private const int PerSecondMax = 500;

    public string Name => "StartMessageMoveTask";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var source = queues.FindMoving(input, "SourceArn");
        var destination = input.Text("DestinationArn") is null ? null : queues.FindMoving(input, "DestinationArn");
        var perSecond = input.Within(
            "MaxNumberOfMessagesPerSecond", 1, PerSecondMax, $"Must be between 1 and {PerSecondMax}, if provided.");
        if (queues.SourcesOf(source).Count == 0)
            throw Refusals.InvalidParameter("Source queue must be configured as a Dead Letter Queue.");
        if (destination == source)
            throw Refusals.InvalidParameter("Source queue arn and destination queue arn cannot be the same.");
        if (destination is not null && destination.Settings.IsFifo != source.Settings.IsFifo)
            throw Refusals.InvalidParameter("Source queue and destination queue must be of the same type.");

        var task = tasks.Start(source, destination, perSecond);
        output.WriteString("TaskHandle"u8, new TaskHandle(task.Id, source.Arn).ToString());
    }
}

internal sealed class ListMessageMoveTasks(QueueCatalog queues, MoveTasks tasks) : IOperation
{
    public string Name => "ListMessageMoveTasks";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var source = queues.FindMoving(input, "SourceArn");
        var max = input.Within(
            "MaxResults", 1, MoveTasks.KeptMax, $"Must be between 1 and {MoveTasks.KeptMax}, if provided.") ?? 1;

        output.WriteStartArray("Results"u8);
        lock (queues.Gate)
        {
            foreach (var task in tasks.Of(source).Take(max))
                Write(output, task);
        }

        output.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter output, MoveTask task)
    {
        output.WriteStartObject();
        output.WriteString("Status"u8, task.Status.ToString().ToUpperInvariant());
        output.WriteString("SourceArn"u8, task.Source.Arn);
        output.WriteNumber("ApproximateNumberOfMessagesMoved"u8, task.Moved);
        output.WriteNumber("ApproximateNumberOfMessagesToMove"u8, task.ToMove);
        output.WriteNumber("StartedTimestamp"u8, task.StartedAt.ToUnixTimeMilliseconds());
        if (task.Status == MoveStatus.Running)
            output.WriteString("TaskHandle"u8, new TaskHandle(task.Id, task.Source.Arn).ToString());
        if (task.Destination is { } destination)
            output.WriteString("DestinationArn"u8, destination.Arn);
        if (task.PerSecond is { } perSecond)
            output.WriteNumber("MaxNumberOfMessagesPerSecond"u8, perSecond);
        if (task.FailureReason is { } reason)
            output.WriteString("FailureReason"u8, reason);
        output.WriteEndObject();
    }
}

internal sealed class CancelMessageMoveTask(QueueCatalog queues, MoveTasks tasks) : IOperation
{
    public string Name => "CancelMessageMoveTask";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var handle = TaskHandle.Parse(input.Required("TaskHandle"));
        var source = queues.TryFindArn(handle.SourceArn) ?? throw MovingQueues.NotFound("SourceArn");
        lock (queues.Gate)
        {
            var task = tasks.Of(source).FirstOrDefault(task => task.Id == handle.TaskId)
                ?? throw Refusals.NotFound("Task does not exist.");
            if (task.Status != MoveStatus.Running)
                throw Refusals.InvalidParameter("Only active tasks can be cancelled.");
            task.Cancel();
            output.WriteNumber("ApproximateNumberOfMessagesMoved"u8, task.Moved);
        }
    }
}
