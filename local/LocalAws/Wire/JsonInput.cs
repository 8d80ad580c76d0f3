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
                throw Unexpected(element, JsonShape.Structure);
            return element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
                ? member
                : null;
        }

        public string? Text(string name) => element.Member(name)?.AsText();

        public bool? Flag(string name) => element.Member(name)?.AsFlag();

        public long? Whole(string name, JsonShape shape = JsonShape.Integer) =>
            element.Member(name)?.AsWhole(shape);

        /// <summary>The elements of an array member; none where it is absent.</summary>
        public IEnumerable<JsonElement> Array(string name) => element.Member(name)?.AsArray() ?? [];

        /// <summary>The members that are not null.</summary>
        public IEnumerable<JsonProperty> EnumerateMembers() => element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Where(static member => member.Value.ValueKind != JsonValueKind.Null)
            : throw Unexpected(element, JsonShape.Structure);

        public string AsText()
        {
            if (element.ValueKind != JsonValueKind.String)
                throw Unexpected(element, JsonShape.Text);
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
                throw Unexpected(element, JsonShape.Bytes);
            return element.TryGetBytesFromBase64(out var bytes) ? bytes
                : throw MalformedBytes(element.GetString()!);
        }

        public bool AsFlag() => element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(element.GetString(), out var flag) => flag,
            _ => throw Unexpected(element, JsonShape.Flag),
        };

        public long AsWhole(JsonShape shape)
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var whole))
                return whole;
            return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var broken)
                && Math.Abs(broken) < long.MaxValue ? (long)broken : throw Unexpected(element, shape);
        }

        public JsonElement.ArrayEnumerator AsArray() => element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray()
            : throw Unexpected(element, JsonShape.List);
    }

    private static AwsException MalformedBytes(string text) => new(
        "SerializationException", text.Length % 4 != 0
            ? $"Base64 encoded length is expected a multiple of 4 bytes but found: {text.Length}"
            : "Invalid last non-pad Base64 character dectected");

    private static AwsException Unexpected(JsonElement element, JsonShape wanted)
    {
        var misfit = JsonMisfit.Of(element, wanted);
        return new("SerializationException", misfit.Describe()) { Misfit = misfit };
    }
}
