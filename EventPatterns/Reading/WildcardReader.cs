using System.Text;
using WebhookSystem.EventPatterns.Matching;

namespace WebhookSystem.EventPatterns.Reading;

/// <summary>Splits at the stars. A backslash makes the star or backslash after it an ordinary character.</summary>
internal static class WildcardReader
{
    public static Wildcard Read(string text, string place)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '*')
            {
                if (i > 0 && part.Length == 0 && parts.Count > 0)
                    throw new InvalidPatternException($"{place}: two stars in a row say no more than one.");
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                if (text[i] == '\\' && (++i == text.Length || text[i] is not ('*' or '\\')))
                    throw new InvalidPatternException(
                        $"{place}: a backslash stands before a star or a backslash only.");
                part.Append(text[i]);
            }
        }

        parts.Add(part.ToString());
        return new(parts);
    }
}
