using System.Net.Sockets;
using Amazon.Runtime;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>Tells a service that cannot be used now from a bug of ours.</summary>
public static class AwsOutage
{
    extension(Exception exception)
    {
        /// <summary>AWS refused, or was not reached within the time set for it: whoever asked may ask again.</summary>
        public bool IsAwsOutage => exception is AmazonServiceException or AmazonClientException
            or HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException;
    }
}
