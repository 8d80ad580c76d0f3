using System.Net.Sockets;
using Amazon.Runtime;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>Tells a service that cannot be used now from a bug of ours.</summary>
public static class AwsOutage
{
    extension(Exception exception)
    {
        /// <summary>AWS refused or was not reached, also within our own time limit: whoever asked may ask again.</summary>
        public bool IsAwsOutage => exception is AmazonServiceException or AmazonClientException
            or HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException;
    }
}
