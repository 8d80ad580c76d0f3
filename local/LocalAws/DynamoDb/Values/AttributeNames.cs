using System.Text;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>What an attribute may be called, in an item and wherever a request names one.</summary>
internal static class AttributeNames
{
    private const int BytesMax = 65535;

    public static string Require(string name)
    {
        if (name.Length == 0)
            throw Refusals.Invalid("Empty attribute name");
        if (name.Length > BytesMax / 3 && Encoding.UTF8.GetByteCount(name) > BytesMax)
            throw Refusals.Invalid("Attribute name is too large, must be less than 65536 bytes");
        return name;
    }
}
