using System.Text.Json;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>Reads members of a request; a member of the wrong kind is the caller's error, never the server's.</summary>
internal static class JsonInput
{
    extension(JsonElement element)
    {
        /// <summary>The member, or null where it is absent or null.</summary>
        public JsonElement? Member(string name)
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw Unexpected(element, "Structure");
            return element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
                ? member
                : null;
        }

        public string? Text(string name) => element.Member(name)?.AsText();

        public bool? Flag(string name) => element.Member(name)?.AsFlag();

        public long? Whole(string name) => element.Member(name)?.AsWhole();

        /// <summary>The elements of an array member; none where it is absent.</summary>
        public IEnumerable<JsonElement> Array(string name) => element.Member(name)?.AsArray() ?? [];

        /// <summary>The members that are not null.</summary>
        public IEnumerable<JsonProperty> EnumerateMembers() => element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Where(static member => member.Value.ValueKind != JsonValueKind.Null)
            : throw Unexpected(element, "Structure");

        public string AsText()
        {
            if (element.ValueKind != JsonValueKind.String)
                throw Unexpected(element, "String");
            try
            {
                return element.GetString()!;
            }
            catch (InvalidOperationException)
            {
                // An escaped half of a surrogate pair is JSON, but no text.
                throw new AwsException("SerializationException", "A string holds invalid Unicode");
            }
        }

        public byte[] AsBytes()
        {
            if (element.ValueKind != JsonValueKind.String)
                throw Unexpected(element, "ByteBuffer");
            return element.TryGetBytesFromBase64(out var bytes) ? bytes
                : throw new AwsException("SerializationException", "Base64 encoded content is malformed");
        }

        public bool AsFlag() => element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(element.GetString(), out var flag) => flag,
            _ => throw Unexpected(element, "Boolean"),
        };

        public long AsWhole()
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var whole))
                return whole;
            return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var broken)
                && Math.Abs(broken) < long.MaxValue ? (long)broken : throw Unexpected(element, "Long");
        }

        public JsonElement.ArrayEnumerator AsArray() => element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray()
            : throw Unexpected(element, "List");
    }

    private static AwsException Unexpected(JsonElement element, string wanted) => new(
        "SerializationException", element.ValueKind switch
        {
            JsonValueKind.Object => "Start of structure or map found where not expected.",
            JsonValueKind.Array => "Start of list found where not expected.",
            var kind => $"{kind.ToString().ToUpperInvariant()}_VALUE cannot be converted to {wanted}",
        });
}
