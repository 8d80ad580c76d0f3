using System.Globalization;
using System.Text;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>Events of the last day by their numbers, with some of everything that is unusual.</summary>
internal static class SeededEvents
{
    public const int Keys = 5_000;
    public const string Rare = "needle";
    private const int RareEvery = 10_000;
    private const int WaitingEvery = 2_000;

    private static readonly string[] Sources = ["stripe", "github", "shopify", "slack", "standard"];

    private static readonly string[] Types =
        ["invoice.paid", "invoice.sent", "push", "orders/create", "message", "order.paid", "order.sent"];

    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-23);

    public static string SourceOf(int number) => Sources[number % Sources.Length];

    public static string KeyOf(int number) => $"customer-{number % Keys}";

    public static string IdOf(int number) => $"evt_{number:x8}";

    public static IEnumerable<Item> ItemsOf(int number)
    {
        var stored = EventOf(number);
        yield return stored.ToItem();
        if (number % WaitingEvery == 0)
            yield break;
        var marks = (number % 20 == 3 ? ReleaseMarks.Reordered : 0) | (number % 500 == 7 ? ReleaseMarks.Late : 0)
            | (number % 900 == 11 ? ReleaseMarks.FollowsGap : 0);
        var ordinal = (number / Keys) + 1;
        var cursor = new KeyCursor
        {
            Version = ordinal, NextOrdinal = ordinal + 1,
            Ring = [new ReleasedEntry(ordinal, stored.EventId, stored.Arrival, marks)],
        };
        yield return CursorItem.Of(
            stored.Source, stored.CollectionKey, cursor, stored.ReceivedAt.AddMilliseconds(20 + (number % 900)));
    }

    private static StoredEvent EventOf(int number)
    {
        var note = number % RareEvery == 1 ? Rare : "nothing special";
        var body = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"data":{"id":"{{{KeyOf(number)}}}","sequence":{{{number}}}, "note":"{{{note}}}"}}"""));
        var received = Start.AddMilliseconds(number * 4_000.0);
        return StoredEvent.From(
            new()
            {
                DeliveryId = $"delivery-{number:x8}",
                Source = SourceOf(number),
                EventId = IdOf(number),
                EventType = Types[number % Types.Length],
                Key = KeyOf(number),
                Position = number,
                ReceivedAt = received,
                ContentType = "application/json",
                Headers = new Dictionary<string, string> { ["webhook-id"] = IdOf(number) },
                Digest = Digest.Of(body),
                Configuration = "c1",
            },
            body.Length, StoredBody.Pack(body), ticket: null, received.AddMilliseconds(8));
    }
}
