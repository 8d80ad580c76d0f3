using System.Collections.ObjectModel;
using WebhookSystem.Contracts;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Extract;

/// <summary>The headers that are kept with an event: those its provider's entry names, as many as fit.</summary>
internal static class KeptHeaders
{
    public static IReadOnlyDictionary<string, string> Of<THeaders>(Scheme scheme, THeaders headers)
        where THeaders : ISignedHeaders
    {
        Dictionary<string, string>? kept = null;
        var room = Topology.Limits.KeptHeaderCharactersMax;
        foreach (var name in scheme.KeptHeaders)
        {
            // Whoever sends these on writes them into headers again, and some gateways let line breaks through.
            if (headers.Read(name, out var value) != 1 || name.Length + value.Length > room
                || value.Any(char.IsControl))
                continue;
            room -= name.Length + value.Length;
            (kept ??= [])[name] = value;
        }

        return kept ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>What the sender says the body is; null where it says nothing, or too much.</summary>
    public static string? ContentType<THeaders>(THeaders headers)
        where THeaders : ISignedHeaders =>
        headers.Read("Content-Type", out var type) == 1 && type.Length is > 0 and <= Topology.Limits.NameCharactersMax
        && !type.Any(char.IsControl)
            ? type
            : null;
}
