using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Queues;

// What a receiver may do with a message it holds a receipt handle of.
internal sealed partial class Queue
{
    private static readonly TimeSpan HiddenMax = TimeSpan.FromHours(12);

    /// <summary>
    /// Deletes the message; one that is gone already is no fault. A standard queue takes an outdated handle as well,
    /// a FIFO queue insists on one whose visibility timeout is still running.
    /// </summary>
    public void Delete(string handleText)
    {
        var handle = Parse(handleText);
        using (_gate.Enter())
        {
            Advance();
            if (_backlog.Find(handle.Ordinal) is not { } message)
                return;
            if (Settings.IsFifo && !Holds(handle, message))
                throw Refusals.ExpiredHandle(handleText);
            _backlog.Remove(message);
            Wake();
        }
    }

    /// <summary>Ends the visibility timeout <paramref name="timeout"/> from now; zero shows the message.</summary>
    public void ChangeVisibility(string handleText, TimeSpan timeout)
    {
        var handle = Parse(handleText);
        using (_gate.Enter())
        {
            Advance();
            if (_backlog.Find(handle.Ordinal) is not { } message || (Settings.IsFifo && !Holds(handle, message)))
                throw Refusals.NotInFlight(handleText);

            var until = _time.GetUtcNow() + timeout;
            if (until > message.ReceivedAt + HiddenMax)
            {
                throw Refusals.InvalidValue(timeout.TotalSeconds, "VisibilityTimeout",
                    $"Total VisibilityTimeout for the message is beyond the limit [{HiddenMax.TotalSeconds} seconds]");
            }

            if (timeout > TimeSpan.Zero)
                _backlog.Hide(message, MessageState.InFlight, until);
            else if (message.State != MessageState.Visible)
                _backlog.Show(message);
            Wake();
        }
    }

    private static bool Holds(ReceiptHandle handle, Message message) =>
        message.State == MessageState.InFlight && message.Receives == handle.Receive;

    private ReceiptHandle Parse(string handleText) =>
        ReceiptHandle.TryParse(handleText, out var handle) && handle.QueueId == Id
            ? handle
            : throw Refusals.InvalidHandle(handleText);
}
