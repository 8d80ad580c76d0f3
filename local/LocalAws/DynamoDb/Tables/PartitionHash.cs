using System.Runtime.InteropServices;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>A hash that is the same in every process, since scans resume and shards divide by it.</summary>
internal static class PartitionHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(AttributeValue partition) => partition switch
    {
        StringValue text => Finish(Fold(Basis, MemoryMarshal.AsBytes(text.Text.AsSpan()))),
        BinaryValue binary => Finish(Fold(Basis + 1, binary.Bytes)),
        NumberValue { Number: var number } => Finish(
            (((ulong)number.Digits ^ (ulong)(number.Digits >> 64)) * Prime)
            + ((ulong)(ushort)number.Exponent << 1) + (number.IsNegative ? 1ul : 0)),
        _ => throw new System.Diagnostics.UnreachableException("A key is a string, a number or a binary."),
    };

    private static ulong Fold(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var unit in bytes)
            hash = (hash ^ unit) * Prime;
        return hash;
    }

    /// <summary>Spreads the bits: short keys that differ in their last letter must not share a shard.</summary>
    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
