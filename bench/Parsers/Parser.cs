namespace WebhookSystem.Bench.Parsers;

/// <summary>Something that reads what strangers send.</summary>
/// <param name="Share">Of how many runs it gets, beside the others.</param>
/// <param name="Whole">What it reads gladly, to be broken.</param>
/// <param name="Read">
/// Takes the place of the whole one and its broken bytes. False where it believes what it must not; every exception
/// that it is not documented to throw leaves it.
/// </param>
internal sealed record Parser(string Name, int Share, IReadOnlyList<byte[]> Whole, Reading Read);

internal delegate bool Reading(int which, ReadOnlySpan<byte> broken);
