using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations;

/// <summary>Members that many requests have.</summary>
internal static class RequestReader
{
    extension(JsonElement input)
    {
        public string Required(string member) =>
            input.Text(member) is { Length: > 0 } text ? text : throw Refusals.Missing(member);

        /// <summary>A whole number within the bounds, or null where it is not given.</summary>
        public int? Within(string member, int low, int high, string reason)
        {
            if (input.Whole(member) is not { } value)
                return null;
            return value >= low && value <= high ? (int)value : throw Refusals.InvalidValue(value, member, reason);
        }

        public TimeSpan? Seconds(string member, int high) =>
            input.Within(member, 0, high, $"Must be >= 0 and <= {high}, if provided.") is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : null;

        public Dictionary<string, string> Map(string member)
        {
            var map = new Dictionary<string, string>(StringComparer.Ordinal);
            if (input.Member(member) is { } members)
            {
                foreach (var entry in members.EnumerateMembers())
                    map[entry.Name] = entry.Value.AsText();
            }

            return map;
        }
    }
}
