using System.Net;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Speaks the Lambda Runtime API, version 2018-06-01.</summary>
internal sealed class RuntimeApi(HttpClient http, FunctionEnvironment environment)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue ErrorJson = new("application/vnd.aws.lambda.error+json");

    private readonly string _address = $"http://{environment.RuntimeApi}/2018-06-01/runtime";

    public async Task<InvocationRequest> GetNextAsync(
        ILambdaSerializer? serializer, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(
            new Uri($"{_address}/invocation/next"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await EnsureAsync(response, HttpStatusCode.OK);
        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new(new MemoryStream(content), new LambdaContext(response.Headers, environment, serializer));
    }

    public Task RespondAsync(string requestId, Stream? output, CancellationToken cancellationToken) =>
        PostAsync(
            $"invocation/{requestId}/response", new StreamContent(output ?? Stream.Null), Json, errorType: null,
            cancellationToken);

    public Task ReportErrorAsync(string requestId, Exception error, CancellationToken cancellationToken) => PostAsync(
        $"invocation/{requestId}/error", new ByteArrayContent(ErrorReport.Write(error)), ErrorJson,
        error.GetType().Name, cancellationToken);

    public Task ReportInitializationErrorAsync(Exception error) => PostAsync(
        "init/error", new ByteArrayContent(ErrorReport.Write(error)), ErrorJson, null, CancellationToken.None);

    private async Task PostAsync(
        string path, HttpContent content, MediaTypeHeaderValue type, string? errorType,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_address}/{path}") { Content = content };
        content.Headers.ContentType = type;
        if (errorType is not null)
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        using var response = await http.SendAsync(request, cancellationToken);
        await EnsureAsync(response, HttpStatusCode.Accepted);
    }

    // Officially, 200 and 204 pass everywhere, next to each call's own status.
    private static async Task EnsureAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var status = response.StatusCode;
        if (status == expected || status is HttpStatusCode.OK or HttpStatusCode.NoContent)
            return;
        throw new RuntimeApiClientException(
            status switch
            {
                HttpStatusCode.BadRequest => "Bad Request",
                HttpStatusCode.Forbidden => "Forbidden",
                HttpStatusCode.RequestEntityTooLarge => "Payload Too Large",
                HttpStatusCode.InternalServerError => "The container is in an error it cannot leave. Exit promptly.",
                _ => $"The Runtime API's answer was not expected: status {(int)status}.",
            },
            (int)status,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => header.Value),
            null);
    }
}
