using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Functions;

namespace WebhookSystem.LocalAws.Lambda.Batches;

/// <summary>What a function made of a batch.</summary>
internal abstract record BatchVerdict
{
    private BatchVerdict()
    {
    }

    /// <summary>
    /// Reads a function's answer. Where it may report single failures, an answer that cannot be such a report, or that
    /// names what was not in the batch, fails the whole batch: better twice than never.
    /// </summary>
    public static BatchVerdict Of(InvocationOutcome outcome, bool reportsFailures, IReadOnlySet<string> ids)
    {
        if (outcome.IsError)
            return new Failed();
        if (!reportsFailures || outcome.Payload.IsEmpty)
            return new Succeeded();
        try
        {
            using var answer = JsonDocument.Parse(outcome.Payload);
            return Read(answer.RootElement, ids);
        }
        catch (JsonException)
        {
            return new Failed();
        }
    }

    private static BatchVerdict Read(JsonElement answer, IReadOnlySet<string> ids)
    {
        if (answer.ValueKind == JsonValueKind.Null)
            return new Succeeded();
        if (answer.ValueKind != JsonValueKind.Object)
            return new Failed();
        if (!answer.TryGetProperty("batchItemFailures"u8, out var failures) || failures.ValueKind == JsonValueKind.Null)
            return new Succeeded();
        if (failures.ValueKind != JsonValueKind.Array)
            return new Failed();
        if (failures.GetArrayLength() == 0)
            return new Succeeded();

        HashSet<string> failed = [];
        foreach (var failure in failures.EnumerateArray())
        {
            if (IdOf(failure) is not { } id || !ids.Contains(id))
                return new Failed();
            failed.Add(id);
        }

        return new PartlyFailed(failed);
    }

    private static string? IdOf(JsonElement failure) => failure.ValueKind == JsonValueKind.Object
        && failure.TryGetProperty("itemIdentifier"u8, out var id) && id.ValueKind == JsonValueKind.String
        ? id.GetString() : null;

    public sealed record Succeeded : BatchVerdict;

    public sealed record Failed : BatchVerdict;

    public sealed record PartlyFailed(IReadOnlySet<string> Ids) : BatchVerdict;
}
