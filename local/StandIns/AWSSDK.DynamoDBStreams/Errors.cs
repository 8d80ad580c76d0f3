using Amazon.DynamoDBStreams.Model;
using WebhookSystem.StandIns.AwsJson;

namespace Amazon.DynamoDBStreams;

/// <summary>The exceptions that have a class of their own, by the code in the answer.</summary>
internal static class Errors
{
    public static IReadOnlyDictionary<string, ErrorOf> ByCode { get; } = new Dictionary<string, ErrorOf>
    {
        ["ExpiredIteratorException"] = static error => new ExpiredIteratorException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["InternalServerError"] = static error => new InternalServerErrorException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["LimitExceededException"] = static error => new LimitExceededException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["ResourceNotFoundException"] = static error => new ResourceNotFoundException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        ["TrimmedDataAccessException"] = static error => new TrimmedDataAccessException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
