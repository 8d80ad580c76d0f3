using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager;

/// <summary>The errors that many operations share, in Secrets Manager's words.</summary>
internal static class Refusals
{
    public static AwsException Parameter(string message) => new("InvalidParameterException", message);

    public static AwsException Request(string message) => new("InvalidRequestException", message);

    public static AwsException Exists(string message) => new("ResourceExistsException", message);

    public static AwsException NoSecret() =>
        new("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

    public static AwsException NoValue(string by) =>
        new("ResourceNotFoundException", $"Secrets Manager can't find the specified secret value for {by}");

    public static AwsException MarkedForDeletion() =>
        Request("You can't perform this operation on the secret because it was marked for deletion.");
}
