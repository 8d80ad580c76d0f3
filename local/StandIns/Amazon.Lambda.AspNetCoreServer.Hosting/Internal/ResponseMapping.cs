using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>The answer of the application as an HTTP API wants it.</summary>
internal static class ResponseMapping
{
    private static readonly HashSet<string> BinaryTypes =
    [
        "application/octet-stream", "application/pdf", "application/wasm", "application/x-protobuf", "application/zip",
        "image/gif", "image/jpeg", "image/jpg", "image/png", "image/x-icon",
    ];

    private static readonly HashSet<string> TextTypes =
    [
        "application/json", "application/xml", "text/css", "text/csv", "text/ecmascript", "text/html",
        "text/javascript", "text/markdown", "text/plain", "text/xml",
    ];

    private static readonly HashSet<string> Compressions = ["br", "deflate", "gzip"];

    public static APIGatewayHttpApiV2ProxyResponse ToAnswer(
        ResponseFeature response, HostingOptions options, ILambdaContext lambda)
    {
        var answer = new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = response.StatusCode == 0 ? 200 : response.StatusCode,
            Headers = new Dictionary<string, string>(),
        };

        // Cookies have a place of their own, because a header can have but one value.
        foreach (var (name, values) in response.Headers)
        {
            if (name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                answer.Cookies = values.ToArray()!;
            else
                answer.SetHeaderValues(name, values.ToArray()!, false);
        }

        var contentType = response.Headers.ContentType.ToString();
        if (contentType.Length == 0)
            answer.Headers["Content-Type"] = null!;

        answer.IsBase64Encoded = IsBinary(contentType, response.Headers.ContentEncoding.ToString(), options);
        var content = response.Content.ToArray();
        answer.Body = answer.IsBase64Encoded ? Convert.ToBase64String(content) : Encoding.UTF8.GetString(content);
        options.PostMarshallResponseFeature?.Invoke(response, answer, lambda);
        return answer;
    }

    private static bool IsBinary(string contentType, string contentEncoding, HostingOptions options)
    {
        var byEncoding = options.ContentEncodings.GetValueOrDefault(
            contentEncoding,
            Compressions.Contains(contentEncoding)
                ? ResponseContentEncoding.Base64 : options.DefaultResponseContentEncoding);
        return (byEncoding == ResponseContentEncoding.Base64
            ? byEncoding : ByType(contentType.Split(';')[0].Trim(), options)) == ResponseContentEncoding.Base64;
    }

    private static ResponseContentEncoding ByType(string type, HostingOptions options)
    {
        if (options.ContentTypes.TryGetValue(type, out var chosen))
            return chosen;
        if (BinaryTypes.Contains(type))
            return ResponseContentEncoding.Base64;
        return TextTypes.Contains(type) ? ResponseContentEncoding.Default : options.DefaultResponseContentEncoding;
    }
}
