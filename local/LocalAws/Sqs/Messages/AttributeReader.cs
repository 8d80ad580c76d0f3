using System.Text;
using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Messages;

/// <summary>Reads message attributes, and the one system attribute that a sender may set.</summary>
internal static class AttributeReader
{
    private const int AttributesMax = 10;
    private const int NameCharactersMax = 256;

    private static readonly string[] Types = ["String", "Number", "Binary"];

    public static IReadOnlyList<MessageAttribute> Read(JsonElement entry)
    {
        if (entry.Member("MessageAttributes") is not { } members)
            return [];
        MessageAttribute[] attributes = [.. members.EnumerateMembers().Select(
            static member => ReadOne(member.Name, member.Value))];
        if (attributes.Length > AttributesMax)
        {
            throw Refusals.InvalidParameter(
                $"Number of message attributes [{attributes.Length}] exceeds the allowed maximum [{AttributesMax}].");
        }

        return attributes;
    }

    public static MessageAttribute? ReadTraceHeader(JsonElement entry)
    {
        if (entry.Member("MessageSystemAttributes") is not { } members)
            return null;
        MessageAttribute? header = null;
        foreach (var member in members.EnumerateMembers())
        {
            if (member.Name != "AWSTraceHeader")
                throw Refusals.InvalidParameter($"Message system attribute name '{member.Name}' is invalid.");
            header = ReadOne(member.Name, member.Value);
        }

        return header is null or { DataType: "String" } ? header : throw Refusals.InvalidParameter(
            "Message system attribute 'AWSTraceHeader' must be of type 'String'.");
    }

    private static MessageAttribute ReadOne(string name, JsonElement value)
    {
        CheckName(name);
        var type = value.Text("DataType") is { Length: > 0 } given ? given : throw Refusals.InvalidParameter(
            $"Message (user) attribute '{name}' must contain a non-empty message attribute type.");
        var baseType = type.Split('.', 2)[0];
        if (!Types.Contains(baseType) || type.Length > NameCharactersMax)
        {
            throw Refusals.InvalidParameter($"The type of message (user) attribute '{name}' is invalid. You must use "
                + "only the following supported type prefixes: Binary, Number, String.");
        }

        var bytes = baseType == "Binary" ? value.Member("BinaryValue")?.AsBytes() : ReadText(name, value);
        if (bytes is null or [])
        {
            throw Refusals.InvalidParameter(
                $"Message (user) attribute '{name}' must contain a non-empty value of type '{baseType}'.");
        }

        if (baseType == "Number" && !double.TryParse(bytes, out _))
            throw Refusals.InvalidParameter($"Could not cast message (user) attribute '{name}' value to number.");
        return new(name, type, baseType == "Binary", bytes);
    }

    private static byte[]? ReadText(string name, JsonElement value)
    {
        if (value.Text("StringValue") is not { } text)
            return null;
        MessageText.CheckAdmissible(text, name);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The letters may be of any script, whatever the refusal says: AWS takes them.</summary>
    private static void CheckName(string name)
    {
        var isReserved = name.StartsWith("aws.", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("amazon.", StringComparison.OrdinalIgnoreCase);
        if (name.Length is 0 or > NameCharactersMax || isReserved
            || name[0] == '.' || name[^1] == '.' || name.Contains("..", StringComparison.Ordinal)
            || !name.All(static one => char.IsLetterOrDigit(one) || one is '_' or '-' or '.'))
        {
            throw Refusals.InvalidParameter($"The message attribute name '{name}' is invalid. Attribute name can "
                + "contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.");
        }
    }
}
