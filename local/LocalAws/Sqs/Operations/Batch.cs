using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations;

/// <summary>The entries of a batch: refused together where the batch is unsound, else answered one by one.</summary>
internal static class Batch
{
    private const int EntriesMax = 10;
    private const int IdCharactersMax = 80;

    /// <param name="kind">What the request's entries are called, e.g. <c>SendMessage</c>.</param>
    public static IReadOnlyList<JsonElement> Read(JsonElement input, string kind)
    {
        JsonElement[] entries = [.. input.Array("Entries")];
        if (entries.Length == 0)
        {
            throw Refusals.Batch("EmptyBatchRequest",
                $"There should be at least one {kind}BatchRequestEntry in the request.");
        }

        if (entries.Length > EntriesMax)
        {
            throw Refusals.Batch("TooManyEntriesInBatchRequest",
                $"Maximum number of entries per request are {EntriesMax}. You have sent {entries.Length}.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in entries.Select(IdOf))
            CheckId(id);
        foreach (var id in entries.Select(IdOf).Where(id => !ids.Add(id)))
            throw Refusals.Batch("BatchEntryIdsNotDistinct", $"Id {id} repeated.");
        return entries;
    }

    /// <summary>Carries out each entry; what it refuses is reported beside the others' success.</summary>
    /// <param name="carryOut">Does what the entry asks for; gives what to write about it besides its id.</param>
    public static void Answer(
        IReadOnlyList<JsonElement> entries, Utf8JsonWriter output, Func<JsonElement, Action<Utf8JsonWriter>?> carryOut)
    {
        var failures = new List<(string Id, AwsException Error)>();
        output.WriteStartArray("Successful"u8);
        foreach (var entry in entries)
        {
            try
            {
                var write = carryOut(entry);
                output.WriteStartObject();
                output.WriteString("Id"u8, IdOf(entry));
                write?.Invoke(output);
                output.WriteEndObject();
            }
            catch (AwsException error)
            {
                failures.Add((IdOf(entry), error));
            }
        }

        output.WriteEndArray();
        WriteFailures(failures, output);
    }

    private static void WriteFailures(List<(string Id, AwsException Error)> failures, Utf8JsonWriter output)
    {
        if (failures.Count == 0)
            return;
        output.WriteStartArray("Failed"u8);
        foreach (var (id, error) in failures)
        {
            output.WriteStartObject();
            output.WriteString("Id"u8, id);
            output.WriteString("Code"u8, error.QueryError?.Split(';')[0] ?? error.Code);
            output.WriteString("Message"u8, error.Message);
            output.WriteBoolean("SenderFault"u8, true);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static string IdOf(JsonElement entry) => entry.Text("Id") ?? "";

    private static void CheckId(string id)
    {
        if (id.Length is 0 or > IdCharactersMax
            || !id.All(static one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_'))
        {
            throw Refusals.Batch("InvalidBatchEntryId", "A batch entry id can only contain alphanumeric characters, "
                + "hyphens and underscores. It can be at most 80 letters long.");
        }
    }
}
