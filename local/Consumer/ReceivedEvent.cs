using System.Globalization;
using System.Text;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Extensions;
using CloudNative.CloudEvents.SystemTextJson;

namespace WebhookSystem.Consumer;

/// <summary>An ordered event as it was read with the CloudEvents SDK.</summary>
/// <param name="Source">The webhook source.</param>
/// <param name="Ordinal">Place in the key's order, from 1, without gaps.</param>
/// <param name="Marks">What is special about the place, e.g. <c>late</c>.</param>
/// <param name="DataReference">Where the body lies, if not in the event.</param>
internal sealed record ReceivedEvent(
    string Source, string Key, long Ordinal, string Id, string Type, IReadOnlyList<string> Marks, Uri? DataReference)
{
    private static readonly JsonEventFormatter Formatter = new();

    private static readonly CloudEventAttribute DataReferenceAttribute =
        CloudEventAttribute.CreateExtension("dataref", CloudEventAttributeType.Uri);

    private static readonly CloudEventAttribute[] MarkAttributes =
    [
        .. new[] { "reordered", "late", "followsgap", "tied" }.Select(
            name => CloudEventAttribute.CreateExtension(name, CloudEventAttributeType.Boolean)),
    ];

    private static readonly CloudEventAttribute[] Extensions =
    [
        Partitioning.PartitionKeyAttribute, Sequence.SequenceAttribute, DataReferenceAttribute, .. MarkAttributes,
    ];

    /// <exception cref="FormatException">The text is no ordered event.</exception>
    public static ReceivedEvent Parse(string text)
    {
        try
        {
            var read = Formatter.DecodeStructuredModeMessage(
                Encoding.UTF8.GetBytes(text), contentType: null, Extensions);
            return new(
                SourceOf(read.Source),
                read[Partitioning.PartitionKeyAttribute] as string ?? throw new FormatException("There is no key."),
                OrdinalOf(read[Sequence.SequenceAttribute] as string),
                read.Id!,
                read.Type!,
                [.. MarkAttributes.Where(mark => read[mark] is true).Select(mark => mark.Name)],
                read[DataReferenceAttribute] as Uri);
        }
        catch (Exception error) when (error is ArgumentException or System.Text.Json.JsonException)
        {
            throw new FormatException($"The message is no CloudEvent: {error.Message}", error);
        }
    }

    /// <summary>Of <c>/webhooks/{source}/{key}</c>.</summary>
    private static string SourceOf(Uri? address) =>
        address?.OriginalString.Split('/') is ["", "webhooks", var source, _]
            ? source
            : throw new FormatException($"'{address}' is the source of no webhook.");

    private static long OrdinalOf(string? digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? ordinal
            : throw new FormatException($"'{digits}' is no ordinal.");
}
