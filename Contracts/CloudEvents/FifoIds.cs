using System.Buffers;
using System.Globalization;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Contracts.CloudEvents;

/// <summary>Group and deduplication ids of the ordered queue, within what SQS FIFO admits.</summary>
public static class FifoIds
{
    private static readonly SearchValues<char> Admitted = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    public static string GroupOf(string source, string key) => Fit(Topology.Table.CollectionOf(source, key));

    public static string DeduplicationOf(string source, string key, long ordinal) =>
        Fit($"{Topology.Table.CollectionOf(source, key)}#{ordinal.ToString(CultureInfo.InvariantCulture)}");

    private static string Fit(string id) =>
        id.Length <= Topology.Limits.FifoIdCharactersMax && !id.AsSpan().ContainsAnyExcept(Admitted)
            ? id
            : Digest.Of(id);
}
