using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Moving;

/// <summary>The move tasks that were started, of each source the latest ten. Guarded by the queues' gate.</summary>
internal sealed class MoveTasks(QueueCatalog queues, TimeProvider time) : IDisposable
{
    public const int KeptMax = 10;

    private readonly Dictionary<Guid, List<MoveTask>> _bySource = [];

    public MoveTask Start(Queue source, Queue? destination, int? perSecond)
    {
        using (queues.Gate.Enter())
        {
            var tasks = _bySource.GetValueOrDefault(source.Id) ?? (_bySource[source.Id] = []);
            if (tasks.Any(static task => task.Status == MoveStatus.Running))
            {
                throw Refusals.InvalidParameter("There is already a task running. Only one active task is allowed for "
                    + "a source queue arn at a given time.");
            }

            var task = new MoveTask(queues, time, source, destination, perSecond);
            tasks.Insert(0, task);
            if (tasks.Count > KeptMax)
                tasks.RemoveAt(KeptMax);
            return task;
        }
    }

    /// <summary>The source's tasks, latest first.</summary>
    public IReadOnlyList<MoveTask> Of(Queue source)
    {
        using (queues.Gate.Enter())
            return [.. _bySource.GetValueOrDefault(source.Id) ?? []];
    }

    public void Dispose()
    {
        foreach (var task in _bySource.Values.SelectMany(static tasks => tasks))
            task.Dispose();
    }
}
