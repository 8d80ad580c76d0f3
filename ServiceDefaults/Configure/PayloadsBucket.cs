using Microsoft.Extensions.Configuration;
using WebhookSystem.Contracts;

namespace WebhookSystem.ServiceDefaults.Configure;

/// <summary>The bucket that bodies are checked in to: <c>Payloads:Bucket</c>, else Topology's.</summary>
/// <remarks>A bucket's name is the whole world's, so that a deployment has one of its own.</remarks>
public sealed record PayloadsBucket(string Name)
{
    public const string Key = "Payloads:Bucket";

    public static PayloadsBucket Of(IConfiguration configuration) =>
        new(configuration[Key] is { Length: > 0 } name ? name : Topology.Payloads.BucketName);
}
