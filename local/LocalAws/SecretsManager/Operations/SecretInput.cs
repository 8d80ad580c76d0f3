using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Reads what several operations are asked with.</summary>
internal static partial class SecretInput
{
    private const int ValueBytesMax = 65_536;

    extension(JsonElement input)
    {
        /// <summary>The secret's name or ARN. Only an ARN holds what a name may not.</summary>
        public string SecretId => input.Text("SecretId") is { Length: > 0 } id
            ? id.StartsWith("arn:", StringComparison.Ordinal) || Name.IsMatch(id) ? id : throw InvalidName()
            : throw new AwsException("ValidationException", "1 validation error detected: Value null at 'secretId' "
                + "failed to satisfy constraint: Member must not be null");

        /// <summary>The token that becomes the version's id, so that a repeated call makes no second version.</summary>
        public string RequestToken => input.Text("ClientRequestToken") switch
        {
            null => throw Refusals.Request(
                "You must provide a ClientRequestToken value. We recommend a UUID-type value."),
            { Length: < 32 or > 64 } => throw Refusals.Parameter("ClientRequestToken must be 32-64 characters long."),
            var token => token,
        };

        public string NewName => input.Text("Name") is { Length: <= 512 } name && Name.IsMatch(name)
            ? name
            : throw InvalidName();

        /// <summary>The value, or null where none is given.</summary>
        public SecretValue? Value()
        {
            var text = input.Text("SecretString");
            var bytes = input.Member("SecretBinary")?.AsBytes();
            if (text is not null && bytes is not null)
            {
                throw Refusals.Parameter(
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
            }

            if ((bytes?.Length ?? Encoding.UTF8.GetByteCount(text ?? "")) > ValueBytesMax)
                throw Refusals.Parameter($"The secret value must not be larger than {ValueBytesMax} bytes.");
            return text is null && bytes is null ? null : new(text, bytes is null ? null : [.. bytes]);
        }

        public IEnumerable<KeyValuePair<string, string>> TagPairs => input.Array("Tags").Select(static tag =>
            KeyValuePair.Create(tag.Text("Key") ?? "", tag.Text("Value") ?? ""));

        /// <summary>How many to answer at once.</summary>
        public int PageSize => input.Whole("MaxResults") switch
        {
            null => 100,
            >= 1 and <= 100 and var size => (int)size,
            _ => throw Refusals.Parameter("MaxResults must be between 1 and 100."),
        };

        /// <summary>Where to go on: how many were answered before.</summary>
        public int Skipped => input.Text("NextToken") switch
        {
            null => 0,
            var token when int.TryParse(token, out var skipped) && skipped > 0 => skipped,
            _ => throw new AwsException("InvalidNextTokenException", "The NextToken value is invalid."),
        };
    }

    private static AwsException InvalidName() => new("ValidationException", "Invalid name. Must be a valid name "
        + "containing alphanumeric characters, or any of the following: -/_+=.@!");

    [GeneratedRegex("^[A-Za-z0-9/_+=.@!-]+$")]
    private static partial Regex Name { get; }
}
