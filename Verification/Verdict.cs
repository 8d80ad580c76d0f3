namespace WebhookSystem.Verification;

/// <summary>Why a request was or was not believed. There is deliberately no "unsigned but accepted".</summary>
public enum Verdict
{
    Genuine,

    /// <summary>A header that the scheme needs is not there.</summary>
    MissingHeader,

    /// <summary>A header is there twice, or is not of the scheme's grammar.</summary>
    MalformedHeader,

    /// <summary>The request is not of the form that the scheme signs: another version, kind or algorithm.</summary>
    OtherForm,

    /// <summary>The timestamp is older than the tolerance, or further ahead than clocks may differ.</summary>
    OutsideTolerance,

    /// <summary>No live secret gives any of the signatures.</summary>
    SignatureMismatch,

    /// <summary>There is no secret to check with: nothing can be believed.</summary>
    NoSecret,
}
