using Amazon.SecretsManager.Model;
using WebhookSystem.StandIns.AwsJson;

namespace Amazon.SecretsManager;

/// <summary>The exceptions that have a class of their own, by the code in the answer.</summary>
internal static class Errors
{
    public static IReadOnlyDictionary<string, ErrorOf> ByCode { get; } = new Dictionary<string, ErrorOf>
    {
        ["DecryptionFailure"] = static error => new DecryptionFailureException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["EncryptionFailure"] = static error => new EncryptionFailureException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["InternalServiceError"] = static error => new InternalServiceErrorException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["InvalidNextTokenException"] = static error => new InvalidNextTokenException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["InvalidParameterException"] = static error => new InvalidParameterException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["InvalidRequestException"] = static error => new InvalidRequestException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["LimitExceededException"] = static error => new LimitExceededException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["MalformedPolicyDocumentException"] = static error => new MalformedPolicyDocumentException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["PreconditionNotMetException"] = static error => new PreconditionNotMetException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["ResourceExistsException"] = static error => new ResourceExistsException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["ResourceNotFoundException"] = static error => new ResourceNotFoundException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
