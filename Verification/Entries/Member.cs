using System.Globalization;
using System.Text.Json;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Entries;

/// <summary>A member of an entry: its value as what it is to be. A value that is something else is a fault.</summary>
/// <remarks>
/// Read by hand: what a serializer brings along for it is compiled anew by every process that starts, a thousand
/// methods more than are left.
/// </remarks>
/// <param name="Place">Its JSON pointer, but for the escapes: it is for people.</param>
internal readonly record struct Member(Faults Faults, string Place, string Name, JsonElement Value)
{
    public string Text()
    {
        if (Value.ValueKind == JsonValueKind.String)
            return Value.GetString()!;
        Wanted("a string");
        return "";
    }

    public bool Flag()
    {
        if (Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Wanted("true or false");
        return Value.ValueKind == JsonValueKind.True;
    }

    public int Whole()
    {
        if (Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var whole))
            return whole;
        Wanted("a whole number");
        return 0;
    }

    public TimeSpan Duration()
    {
        if (!TimeSpan.TryParseExact(Text(), "c", CultureInfo.InvariantCulture, out var duration))
            Wanted("a duration such as \"00:05:00\"");
        return duration;
    }

    public Uri? Address()
    {
        if (!Uri.TryCreate(Text(), UriKind.Absolute, out var address))
            Wanted("a whole address, with https://");
        return address;
    }

    /// <typeparam name="TWord">An enum, whose words begin with a small letter here.</typeparam>
    public TWord OneOf<TWord>()
        where TWord : struct, Enum
    {
        // By type, not by type parameter: the framework brings that one compiled.
        var text = Text();
        if (text.Length > 0 && char.IsAsciiLetter(text[0])
            && Enum.TryParse(typeof(TWord), text, ignoreCase: true, out var word))
            return (TWord)word;
        Wanted($"one of {string.Join(", ", Enum.GetNames<TWord>().Select(WordOf))}");
        return default;
    }

    public Location? Location()
    {
        if (!Contracts.Sources.Location.TryParse(Text(), out var location))
            Wanted(Contracts.Sources.Location.Grammar);
        return location;
    }

    public Place? PlaceIn()
    {
        var place = Facts.Place.Parse(Text());
        if (place is null)
            Wanted(Facts.Place.Grammar);
        return place;
    }

    public string[] Texts() => Each(static element => element.Text());

    /// <summary>Of an array, what each element is read as.</summary>
    public TElement[] Each<TElement>(Func<Member, TElement> read)
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            Wanted("an array");
            return [];
        }

        var elements = new List<TElement>(Value.GetArrayLength());
        foreach (var element in Value.EnumerateArray())
            elements.Add(read(this with { Place = $"{Place}/{elements.Count}", Value = element }));
        return [.. elements];
    }

    /// <summary>Of an object, what each member is read as, by its name.</summary>
    public Dictionary<string, TValue> ByName<TValue>(Func<Member, TValue> read) => Fold(
        new Dictionary<string, TValue>(),
        (all, member) =>
        {
            all[member.Name] = read(member);
            return all;
        });

    /// <summary>Of an object, what its members make of it one by one.</summary>
    public TWhole Fold<TWhole>(TWhole empty, Func<TWhole, Member, TWhole> set)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            Wanted("an object");
            return empty;
        }

        var (whole, names) = (empty, new HashSet<string>());
        foreach (var property in Value.EnumerateObject())
        {
            var member = this with
            {
                Place = $"{Place}/{property.Name}", Name = property.Name, Value = property.Value,
            };
            if (names.Add(property.Name))
                whole = set(whole, member);
            else
                Faults.Add(member.Value, member.Place, "named twice. Remove one.");
        }

        return whole;
    }

    /// <summary>Nobody reads such a member: it is misspelt.</summary>
    public TWhole Unknown<TWhole>(TWhole whole)
    {
        Faults.Add(Value, Place, "no such member. Correct its name or remove it.");
        return whole;
    }

    /// <summary>What an object must have.</summary>
    public void Requires(string name)
    {
        if (Value.ValueKind == JsonValueKind.Object && !Value.TryGetProperty(name, out _))
            Faults.Add(Value, $"{Place}/{name}", "wanted.");
    }

    private static string WordOf(string name) =>
        char.IsAsciiLetterLower(name[1]) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;

    private void Wanted(string what) => Faults.Add(Value, Place, $"{what} is wanted.");
}
