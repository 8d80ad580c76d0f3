using Amazon.Runtime;
using WebhookSystem.Dashboard.Follow;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>What a page of an event or a key does where the read model has neither.</summary>
internal static class Read
{
    extension(ReadThrough table)
    {
        /// <returns>Whether the table could be asked; where it could not, the page shows what it has.</returns>
        public async Task<bool> TryReadAsync(string source, string key, CancellationToken cancellationToken)
        {
            try
            {
                await table.ReadAsync(source, key, cancellationToken);
                return true;
            }
            catch (Exception error) when (
                error is AmazonServiceException or AmazonClientException or HttpRequestException)
            {
                return false;
            }
        }
    }
}
