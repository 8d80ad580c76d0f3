namespace WebhookSystem.EventPatterns;

/// <summary>A pattern breaks the grammar. The message names the field and what was expected there.</summary>
public sealed class InvalidPatternException : FormatException
{
    public InvalidPatternException()
    {
    }

    public InvalidPatternException(string message)
        : base(message)
    {
    }

    public InvalidPatternException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
