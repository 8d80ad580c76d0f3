using System.Globalization;
using System.Text.Json;

namespace WebhookSystem.Contracts.Sources;

/// <summary>Reads one source strictly: an unknown member is a fault, for it is a misspelt setting.</summary>
internal static class SourceReader
{
    private const int NameCharactersMax = 64;

    /// <summary>DynamoDB holds a cursor in one item: more held events might not fit.</summary>
    private const int MaxHeldMax = 1000;

    private const int RankMax = 100;

    /// <summary>A wait must end while the event is kept and the stream may still bring it.</summary>
    private static readonly TimeSpan DurationMax = Topology.Table.Retention - Topology.Table.StreamRetention;

    public static SourceConfiguration? Read(string name, JsonElement element, List<string> faults)
    {
        var place = $"/sources/{name}";
        var before = faults.Count;
        if (!IsName(name, NameCharactersMax))
            faults.Add($"{place}: a name is 1 to {NameCharactersMax} lower-case letters, digits and dashes.");
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{place}: an object is wanted.");
            return null;
        }

        var source = element.EnumerateObject().Aggregate(
            new SourceConfiguration { Name = name, Provider = "" },
            (current, member) => Set(current, member, new(faults, $"{place}/{member.Name}", member.Value)));
        Check(source, place, faults);
        return faults.Count == before ? source : null;
    }

    private static SourceConfiguration Set(SourceConfiguration source, JsonProperty member, Value value) =>
        member.Name switch
        {
            "provider" => source with { Provider = value.Text() },
            "verification" => source with { Verification = value.OneOf<VerificationMode>() },
            "url" => source with { Url = value.Address() },
            "identity" => source with { Identity = value.OneOf<IdentityScope>() },
            "key" => source with { Key = value.Locations() },
            "position" => source with { Position = value.Locations() },
            "mode" => source with { Mode = value.OneOf<OrderingMode>() },
            "start" => source with { Start = value.Start() },
            "startWindow" => source with { StartWindow = value.Duration() },
            "hold" => source with { Hold = value.Duration() },
            "gapTimeout" => source with { GapTimeout = value.Duration() },
            "maxHeld" => source with { MaxHeld = value.Integer(1, MaxHeldMax) },
            "late" => source with { Late = value.OneOf<LatePolicy>() },
            "mark" => source with { Mark = value.OneOf<SentMark>() },
            "epoch" => source with { Epoch = value.Locations() },
            "ranks" => source with { Ranks = value.Ranks() },
            "rate" => source with { Rate = value.Integer(1, int.MaxValue) },
            "burst" => source with { Burst = value.Integer(1, int.MaxValue) },
            "unsignedKey" => source with { UnsignedKey = value.OneOf<UnsignedKey>() },
            "contentEncoding" => source with { ContentEncoding = value.OneOf<ContentCoding>() },
            "bodyBytesMax" => source with { BodyBytesMax = value.Integer(1, int.MaxValue) },
            _ => value.Unknown(source),
        };

    private static void Check(SourceConfiguration source, string place, List<string> faults)
    {
        if (source.Provider.Length == 0)
            faults.Add($"{place}/provider: wanted; the name of an entry in the provider catalogue.");
        if (source.Mode == OrderingMode.Arrival)
            return;
        if (source.Key.Count == 0)
            faults.Add($"{place}/key: wanted where mode is '{source.Mode.ToString().ToLowerInvariant()}'.");
        if (source.Position.Count == 0)
            faults.Add($"{place}/position: wanted where mode is '{source.Mode.ToString().ToLowerInvariant()}'.");
    }

    public static bool IsName(string name, int charactersMax) => name.Length > 0 && name.Length <= charactersMax
        && name.All(character =>
            char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>A member's value, and where its faults go.</summary>
    private readonly record struct Value(List<string> Faults, string Place, JsonElement Element)
    {
        public string Text()
        {
            if (Element.ValueKind == JsonValueKind.String)
                return Element.GetString()!;
            Faults.Add($"{Place}: a string is wanted.");
            return "";
        }

        public string? Address()
        {
            var text = Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
                return text;
            Faults.Add($"{Place}: the whole address that is registered with the provider is wanted, with https://.");
            return null;
        }

        public int Integer(int least, int most)
        {
            if (Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var value)
                && value >= least && value <= most)
                return value;
            Faults.Add($"{Place}: an integer from {least} to {most} is wanted.");
            return least;
        }

        public T OneOf<T>()
            where T : struct, Enum
        {
            var text = Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;
            foreach (var value in Enum.GetValues<T>())
            {
                if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
                    return value;
            }

            Faults.Add($"{Place}: one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()} is wanted.");
            return default;
        }

        public TypeRanks Ranks()
        {
            var ranks = new List<(string, int)>();
            if (Element.ValueKind != JsonValueKind.Object)
            {
                Faults.Add($"{Place}: an object of patterns and their ranks is wanted, such as {{\"*.created\": -1}}.");
                return TypeRanks.None;
            }

            foreach (var member in Element.EnumerateObject())
            {
                var rank = new Value(Faults, $"{Place}/{member.Name}", member.Value).Integer(-RankMax, RankMax);
                ranks.Add((member.Name, rank));
            }

            return new(ranks);
        }

        public Int128? Start()
        {
            if (Element.ValueKind == JsonValueKind.Number && Int128.TryParse(
                Element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var start))
                return start;
            if (Element.ValueKind != JsonValueKind.String || Element.GetString() != "firstSeen")
                Faults.Add($"{Place}: an integer or \"firstSeen\" is wanted.");
            return null;
        }

        public TimeSpan Duration()
        {
            var text = Element.ValueKind == JsonValueKind.String ? Element.GetString()! : "";
            var digits = text.TakeWhile(char.IsAsciiDigit).Count();
            TimeSpan? unit = text[digits..] switch
            {
                "ms" => TimeSpan.FromMilliseconds(1),
                "s" => TimeSpan.FromSeconds(1),
                "m" => TimeSpan.FromMinutes(1),
                "h" => TimeSpan.FromHours(1),
                _ => null,
            };
            if (unit is { } one && int.TryParse(text.AsSpan(0, digits), out var count)
                && count < DurationMax / one)
                return count * one;
            Faults.Add(
                $"{Place}: a duration under {DurationMax.TotalDays} days is wanted, "
                + "such as \"500ms\", \"2s\" or \"1h\".");
            return TimeSpan.Zero;
        }

        public List<Location> Locations()
        {
            var texts = Element.ValueKind == JsonValueKind.Array ? [.. Element.EnumerateArray()] : new[] { Element };
            var locations = new List<Location>();
            foreach (var text in texts)
            {
                if (text.ValueKind == JsonValueKind.String && Location.TryParse(text.GetString()!, out var location))
                    locations.Add(location!);
                else
                    Faults.Add(
                        $"{Place}: {Location.Grammar} is wanted, or an array of such; the first that is found counts.");
            }

            return locations;
        }

        public SourceConfiguration Unknown(SourceConfiguration source)
        {
            Faults.Add($"{Place}: no such setting. Correct its name or remove it.");
            return source;
        }
    }
}
