using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations;

/// <summary>Lists queues by name: a page at a time where the caller asks for it, else the first thousand.</summary>
internal static class Page
{
    private const int QueuesMax = 1_000;

    /// <summary>Writes the URLs and, if more follow, the token for the next page: the last name of this one.</summary>
    public static void Write(
        JsonElement input, Utf8JsonWriter output, string member, IEnumerable<Queue> queues, Func<Queue, string> urlOf)
    {
        var asked = input.Within("MaxResults", 1, QueuesMax, $"Must be between 1 and {QueuesMax}, if provided.");
        var after = ReadToken(input);
        var rest = queues.Where(queue => string.CompareOrdinal(queue.Name, after) > 0).ToList();
        var page = rest.Take(asked ?? QueuesMax).ToList();

        output.WriteStartArray(member);
        foreach (var queue in page)
            output.WriteStringValue(urlOf(queue));
        output.WriteEndArray();
        if (asked is not null && page.Count < rest.Count)
            output.WriteString("NextToken"u8, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(page[^1].Name)));
    }

    private static string ReadToken(JsonElement input)
    {
        if (input.Text("NextToken") is not { } token)
            return "";
        return Base64Url.IsValid(token)
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
            : throw Refusals.InvalidParameter("Invalid or expired next token.");
    }
}
