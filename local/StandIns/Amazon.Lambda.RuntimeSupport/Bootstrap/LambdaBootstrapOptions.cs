namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Where the Runtime API is, if not where AWS_LAMBDA_RUNTIME_API says.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port, e.g. <c>localhost:4566</c>; a path may follow. No scheme.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
