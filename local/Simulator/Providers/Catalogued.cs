using System.Text;
using System.Text.Json;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Simulator.Providers;

/// <summary>
/// A provider that is known by its entry alone: its deliveries' shape is data, its signature the entry's.
/// </summary>
/// <param name="name">The entry's, and the source's at the receiver.</param>
internal sealed class Catalogued(string name, Scheme scheme, DeliveryShape shape, SenderKey key) : IProvider
{
    private readonly Lazy<SenderKey> _stranger = new(() => SenderKey.New(scheme));

    public string Source => name;

    public TimeSpan? Tolerance => scheme.Algorithm == Algorithm.Token ? null : scheme.Tolerance;

    /// <summary>Whether any change of the body is to be refused: some sign less, and some nothing.</summary>
    public bool SignsBody => scheme.Algorithm switch
    {
        Algorithm.SharedSecret or Algorithm.Basic => false,
        Algorithm.Token => scheme.Token is { BodyHash: not null } or { IsBody: true },
        _ => scheme.SignsBody || scheme.SignsFields,
    };

    public string OwnSecret => key.Secret;

    public Message Compose(Happening happening)
    {
        var id = $"{happening.Run}k{happening.Key}n{happening.Step}";
        var (body, contentType) = shape.Write(happening, id);
        var headers = new Dictionary<string, string> { ["Content-Type"] = contentType, ["User-Agent"] = name };
        if (scheme.EventType is { Kind: LocationKind.Header } type && shape.Type is not null)
            headers[type.Path] = shape.Type;
        foreach (var place in scheme.EventIdWith.Append(scheme.EventId).Append(scheme.ProviderId))
        {
            if (place is { Kind: LocationKind.Header } && place.Path != scheme.IdHeader)
                headers[place.Path] = id;
        }

        return new(id, body, headers);
    }

    public IEnumerable<(string Name, string Value)> Sign(Attempt attempt) => Render(attempt).Headers;

    /// <summary>The whole delivery: some sign in the body or in the address.</summary>
    public Rendered Render(Attempt attempt)
    {
        var draft = new Draft().WithUrl(attempt.Address.ToString())
            .WithBody(attempt.Body, attempt.ContentType ?? "application/json");
        var type = scheme.EventType;
        if (type is { Kind: LocationKind.Header } && shape.Type is not null)
            draft.WithHeader(type.Path, shape.Type);
        Signer.Sign(scheme, draft, attempt.Secret == key.Secret ? key : _stranger.Value, attempt.Now, attempt.Id);
        return new(draft.Body, draft.Url, draft.Headers.Select(header => (header.Key, header.Value)));
    }
}

/// <summary>What deliveries of a provider look like, in our own words after its documents.</summary>
internal sealed record DeliveryShape
{
    /// <summary>A type of event that it knows.</summary>
    public string? Type { get; init; }

    public JsonElement? Body { get; init; }

    public Dictionary<string, string>? Form { get; init; }

    /// <summary>The body where it is neither.</summary>
    public string? Text { get; init; }

    public string? ContentType { get; init; }

    public (byte[] Body, string ContentType) Write(Happening happening, string id)
    {
        if (Form is not null)
        {
            var fields = Form.Select(field =>
                $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(Filled(field.Value, happening, id))}");
            return (Encoding.UTF8.GetBytes(string.Join('&', fields)), "application/x-www-form-urlencoded");
        }

        var text = Text ?? Body?.GetRawText() ?? "";
        foreach (var number in new[] { "{seconds}", "{millis}", "{step}" })
            text = text.Replace($"\"{number}\"", number, StringComparison.Ordinal);
        return (Encoding.UTF8.GetBytes(Filled(text, happening, id)), ContentType ?? "application/json");
    }

    private static string Filled(string text, Happening happening, string id) => text
        .Replace("{id}", id, StringComparison.Ordinal)
        .Replace("{uuid}", id, StringComparison.Ordinal)
        .Replace("{object}", $"{happening.ObjectNumber}", StringComparison.Ordinal)
        .Replace("{step}", $"{happening.Step}", StringComparison.Ordinal)
        .Replace("{seconds}", $"{happening.At.ToUnixTimeSeconds()}", StringComparison.Ordinal)
        .Replace("{millis}", $"{happening.At.ToUnixTimeMilliseconds()}", StringComparison.Ordinal)
        .Replace("{time}", happening.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ"), StringComparison.Ordinal);
}
