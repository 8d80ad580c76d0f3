using System.IO.Enumeration;

namespace WebhookSystem.Contracts.Sources;

/// <summary>
/// Which of two events of one position goes first, by their types: a provider's clock that counts seconds cannot tell.
/// </summary>
/// <param name="Ranks">Patterns of types, <c>*</c> standing for anything, and their ranks; the first that fits
/// counts.</param>
public sealed record TypeRanks(IReadOnlyList<(string Pattern, int Rank)> Ranks)
{
    /// <summary>Of every type that no pattern fits.</summary>
    public const int Otherwise = 0;

    public static TypeRanks None { get; } = new([]);

    /// <summary>Lower goes first.</summary>
    public int Of(string eventType)
    {
        foreach (var (pattern, rank) in Ranks)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, eventType, ignoreCase: false))
                return rank;
        }

        return Otherwise;
    }
}
