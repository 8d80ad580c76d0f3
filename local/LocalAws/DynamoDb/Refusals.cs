using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb;

/// <summary>The errors that many operations share.</summary>
internal static class Refusals
{
    private const string Count = "1 validation error detected: ";

    public static AwsException Validation(string message) => new("ValidationException", message);

    public static AwsException Invalid(string message) =>
        Validation($"One or more parameter values were invalid: {message}");

    /// <summary>What is refused because of the table's schema or an index's.</summary>
    public static AwsException Mismatch(string message) => new("ValidationException", message) { IsMismatch = true };

    public static AwsException Serialization(string message) => new("SerializationException", message);

    public static AwsException NotFound(string? detail = null) =>
        new("ResourceNotFoundException", $"Requested resource not found{(detail is null ? "" : $": {detail}")}");

    public static AwsException EmptyKey(AttributeValue value, string name) => Validation(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
        + $"{value.Kind} value. Key: {name}");

    /// <summary>The same refusal, counted, unless it is already.</summary>
    public static AwsException Counted(AwsException refusal) =>
        refusal.Message.StartsWith(Count, StringComparison.Ordinal) ? refusal : Validation(Count + refusal.Message);

    /// <summary>AWS's wording for a member that breaks its declared constraint.</summary>
    public static AwsException Constraint(string? value, string member, string constraint) => Validation(
        $"{Count}Value {(value is null ? "null" : $"'{value}'")} at '{member}' "
        + $"failed to satisfy constraint: {constraint}");
}
