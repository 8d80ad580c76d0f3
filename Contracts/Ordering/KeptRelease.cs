namespace WebhookSystem.Contracts.Ordering;

/// <summary>
/// A release whose place says its ordinal. It takes 16 bytes, for every key keeps its last ones: arrival and marks
/// share a word.
/// </summary>
internal record struct KeptRelease
{
    private const int MarkBits = 8;

    private string? _id;
    private long _packed;

    /// <exception cref="OverflowException">The arrival is beyond 56 bits: some 1,140 years from 1970.</exception>
    public KeptRelease(string id, long arrival, ReleaseMarks marks)
    {
        _id = id;
        _packed = checked(arrival * (1L << MarkBits)) | (byte)marks;
    }

    public readonly string Id => _id!;

    public readonly long Arrival => _packed >> MarkBits;

    public readonly ReleaseMarks Marks => (ReleaseMarks)(byte)_packed;

    /// <summary>False where this place is taken.</summary>
    public bool TryBecome(in KeptRelease entry)
    {
        if (Interlocked.CompareExchange(ref _id, entry._id, null) is not null)
            return false;
        _packed = entry._packed;
        return true;
    }
}
