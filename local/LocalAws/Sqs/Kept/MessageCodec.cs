using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Kept;

/// <summary>Messages and receipts as bytes.</summary>
internal static class MessageCodec
{
    extension(EntryWriter output)
    {
        public EntryWriter Begin(QueueEntry entry, Guid queueId) => output.Byte((byte)entry).Id(queueId);

        public void Message(StandingMessage standing)
        {
            var message = standing.Message;
            output.Number(message.Ordinal).Id(message.Id).Time(message.SentAt).Time(message.RetainedFrom)
                .Text(message.DeadLetterSourceArn).Count(message.EarlierReceives);
            output.Byte((byte)standing.State).Time(standing.HiddenUntil).Time(standing.FirstReceivedAt)
                .Time(standing.ReceivedAt).Count(standing.Receives);
            output.Content(message.Content);
        }

        public void Receipt(string? group, string id, Receipt receipt, DateTimeOffset sentAt) =>
            output.Text(group).Text(id).Id(receipt.MessageId).Text(receipt.SequenceNumber).Time(sentAt);

        private void Content(MessageContent content)
        {
            output.Bytes(content.Body).Text(content.GroupId).Text(content.DeduplicationId);
            output.Count(content.Attributes.Count);
            foreach (var attribute in content.Attributes)
                output.Attribute(attribute);
            output.Flag(content.TraceHeader is not null);
            if (content.TraceHeader is { } trace)
                output.Attribute(trace);
        }

        private void Attribute(MessageAttribute attribute) =>
            output.Text(attribute.Name).Text(attribute.DataType).Flag(attribute.IsBinary).Bytes(attribute.Value);
    }

    extension(EntryReader input)
    {
        public Message Message()
        {
            var (ordinal, id, sentAt, retainedFrom) = (input.Number(), input.Id(), input.Time(), input.Time());
            var (source, earlier) = (input.TextOrNull(), input.Count());
            var (state, hidden, first) = ((MessageState)input.Byte(), input.Time(), input.TimeOrNull());
            var (received, receives) = (input.Time(), input.Count());
            return new()
            {
                Ordinal = ordinal,
                Id = id,
                Content = input.Content(),
                SentAt = sentAt,
                RetainedFrom = retainedFrom,
                DeadLetterSourceArn = source,
                EarlierReceives = earlier,
                State = state,
                HiddenUntil = hidden,
                FirstReceivedAt = first,
                ReceivedAt = received,
                Receives = receives,
            };
        }

        public (string? Group, string Id, Receipt Receipt, DateTimeOffset SentAt) Receipt() =>
            (input.TextOrNull(), input.Text(), new(input.Id(), input.TextOrNull()), input.Time());

        private MessageContent Content()
        {
            var (body, group, deduplication) = (input.Bytes(), input.TextOrNull(), input.TextOrNull());
            var attributes = new MessageAttribute[input.Count()];
            for (var i = 0; i < attributes.Length; i++)
                attributes[i] = input.Attribute();
            return new(body, attributes, input.Flag() ? input.Attribute() : null, group, deduplication);
        }

        private MessageAttribute Attribute() => new(input.Text(), input.Text(), input.Flag(), input.Bytes());
    }
}
