namespace WebhookSystem.Verification.Diagnose;

/// <summary>The kinds of parts that a verdict rests on.</summary>
public enum Part
{
    Signature,
    Time,
    Id,
    Body,
    Address,
    Secret,

    /// <summary>Whose request it is: what the source says of it.</summary>
    Provider,
}

/// <summary>What is wrong with a part, in words that give away neither secret nor signature.</summary>
public sealed record Finding(Part Part, string Says);

/// <summary>A verdict, and what was found where it is not genuine.</summary>
public sealed record Diagnosis(Verdict Verdict, IReadOnlyList<Finding> Findings);
