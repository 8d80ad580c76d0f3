using System.Text.Json;
using System.Text.RegularExpressions;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

/// <summary>Reads the tags of a request, and the table that they are for.</summary>
internal static partial class TagReader
{
    private const int TagsMax = 50;
    private const int KeyLengthMax = 128;
    private const int ValueLengthMax = 256;

    public static IReadOnlyDictionary<string, string> Read(JsonElement input)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in input.Array("Tags"))
        {
            var key = Checked(tag.Text("Key"), "key", 1, KeyLengthMax);
            tags[key] = Checked(tag.Text("Value"), "value", 0, ValueLengthMax);
        }

        return Limited(tags);
    }

    public static Dictionary<string, string> Limited(Dictionary<string, string> tags) => tags.Count <= TagsMax ? tags
        : throw Refusals.Validation($"One or more parameter values were invalid: Too many tags: at most {TagsMax}");

    public static Table TableOf(JsonElement input, Database database)
    {
        var arn = input.Text("ResourceArn") ?? throw Refusals.Constraint(
            null, "resourceArn", "Member must not be null");
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
            throw Refusals.Validation($"Invalid TableArn: Invalid ResourceArn provided as input {arn}: ARNs must start "
                + "with 'arn:'");
        return arn.Contains("/index/", StringComparison.Ordinal)
            ? throw Refusals.Invalid(
                $"Invalid resource arn provided, only table or stream is accepted. Provided resource arn: {arn}")
            : database.Find(arn);
    }

    private static string Checked(string? text, string member, int lengthMin, int lengthMax)
    {
        var place = $"tags.1.member.{member}";
        if (text is null)
            throw Refusals.Constraint(null, place, "Member must not be null");
        if (text.Length < lengthMin)
            throw Refusals.Constraint(text, place, $"Member must have length greater than or equal to {lengthMin}");
        if (text.Length > lengthMax)
            throw Refusals.Constraint(text, place, $"Member must have length less than or equal to {lengthMax}");
        return TagText().IsMatch(text) ? text : throw Refusals.Validation(
            $"One or more parameter values were invalid: The tag's {member} has characters that are not allowed: "
            + text);
    }

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$")]
    private static partial Regex TagText();
}
