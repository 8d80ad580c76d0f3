using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace WebhookSystem.StandIns.AwsJson;

/// <summary>One operation: its request as HTTP, and HTTP's answer as its response or its exception.</summary>
internal sealed class JsonOperation<TRequest, TResponse>(JsonService service, string name)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    private const int ReadBufferBytes = 4096;

    // Looked up when the operation is first called: a process calls one or two of a service's many.
    private JsonTypeInfo<TRequest> RequestType => field ??= JsonModel.TypeOf<TRequest>(service.Json);

    private JsonTypeInfo<TResponse> ResponseType => field ??= JsonModel.TypeOf<TResponse>(service.Json);

    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.Name)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, RequestType),
        };
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{name}";
        request.Headers["Content-Type"] = service.ContentType;
        request.Headers["x-amz-api-version"] = service.ApiVersion;
        return request;
    }

    // An operation that answers nothing answers with an empty body.
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) => context.IsEmptyResponse
        ? new TResponse()
        : JsonSerializer.Deserialize(context.Stream, ResponseType);

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(
            context.Stream, AWSConfigs.StreamingUtf8JsonReaderBufferSize ?? ReadBufferBytes, context.JsonMaxDepth);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return error.Code is not null && service.Errors.TryGetValue(error.Code, out var known)
            ? known(error)
            : service.OtherError(error);
    }
}
