using WebhookSystem.Verification.Content;

namespace WebhookSystem.Verification.Facts;

/// <summary>Something that must hold of a request; every member that is stated must hold.</summary>
public sealed record Condition
{
    public Place? Where { get; init; }

    /// <summary>The value, exactly.</summary>
    public string? Is { get; init; }

    /// <summary>The value is there, or is not.</summary>
    public bool? Present { get; init; }

    /// <summary>The value is the SHA-256 of the body, in hexadecimal.</summary>
    public bool IsBodyDigest { get; init; }

    /// <summary>The value is an https address on one of these hosts; an asterisk is any one label.</summary>
    public string[]? Https { get; init; }

    /// <summary>The body is empty, or is not; says nothing of the place.</summary>
    public bool? EmptyBody { get; init; }

    internal bool Holds(RequestView request)
    {
        var value = Where is null ? null : request.Find(Where);
        return (Present is null || Present == value is not null)
            && (Is is null || Is == value)
            && (!IsBodyDigest || value == request.BodyDigest)
            && (Https is null || IsOnHost(value, Https))
            && (EmptyBody is null || EmptyBody == request.Body.IsEmpty);
    }

    internal static bool IsOnHost(string? address, string[] hosts) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort
        && uri.UserInfo.Length == 0 && hosts.Any(host => IsOf(uri.Host.Split('.'), host.Split('.')));

    private static bool IsOf(string[] labels, string[] wanted) => labels.Length == wanted.Length
        && labels.Zip(wanted).All(pair => pair.First.Length > 0 && pair.Second is "*" || pair.First == pair.Second);
}

/// <summary>What is signed where a condition holds; without one, always.</summary>
public sealed record ContentChoice
{
    public Condition? When { get; init; }

    public required string Content { get; init; }
}
