namespace WebhookSystem.LocalAws.Lambda;

/// <summary>AWS Lambda's quotas, and how it names things.</summary>
internal static class LambdaLimits
{
    /// <summary>A synchronous request, and with a little room an answer.</summary>
    public const int RequestBytesMax = 6 * 1024 * 1024;

    public const int ResponseBytesMax = RequestBytesMax + 100;

    public const int EventBytesMax = 1024 * 1024;

    /// <summary>What every function has here.</summary>
    public const int MemoryMegabytes = 128;

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);

    public static readonly TimeSpan TimeoutMax = TimeSpan.FromMinutes(15);
}

/// <summary>The ARNs of what Lambda and Pipes own here.</summary>
internal static class LambdaArns
{
    private const string Place = "us-east-1:000000000000";

    /// <summary>Of a pipe that was made before roles were kept.</summary>
    public const string UnknownRole = "arn:aws:iam::000000000000:role/pipe";

    public static string OfFunction(string name) => $"arn:aws:lambda:{Place}:function:{name}";

    public static string OfMapping(Guid id) => $"arn:aws:lambda:{Place}:event-source-mapping:{id}";

    public static string OfPipe(string name) => $"arn:aws:pipes:{Place}:pipe/{name}";

    /// <summary>
    /// The bare name of a function, however the caller writes it: name, partial or full ARN, with a qualifier.
    /// </summary>
    public static string NameOf(string function)
    {
        const string Marker = "function:";
        var at = function.IndexOf(Marker, StringComparison.Ordinal);
        var name = at < 0 ? function : function[(at + Marker.Length)..];
        var qualifier = name.IndexOf(':');
        return qualifier < 0 ? name : name[..qualifier];
    }
}
