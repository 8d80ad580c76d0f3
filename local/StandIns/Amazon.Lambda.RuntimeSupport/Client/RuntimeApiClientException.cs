namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API answered with a status that the bootstrap cannot go on after.</summary>
#pragma warning disable CA1032 // The official type has this constructor only.
public class RuntimeApiClientException(
    string message, int statusCode, string response, Dictionary<string, IEnumerable<string>> headers,
    Exception? innerException)
    : Exception(message, innerException)
#pragma warning restore CA1032
{
    public int StatusCode { get; } = statusCode;

    public string Response { get; } = response;

    public Dictionary<string, IEnumerable<string>> Headers { get; } = headers;

    public override string ToString() =>
        $"HTTP Response: {Environment.NewLine}{Response}{Environment.NewLine}{base.ToString()}";
}
