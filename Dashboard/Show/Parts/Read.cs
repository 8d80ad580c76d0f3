using WebhookSystem.Dashboard.Follow;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>What the page of an event or a key does when it opens.</summary>
internal static class Read
{
    extension(ReadThrough table)
    {
        /// <returns>Whether the table could be asked; where it could not, the page shows what it has.</returns>
        public async Task<bool> TryAsync(Func<ReadThrough, Task> readAsync)
        {
            try
            {
                await readAsync(table);
                return true;
            }
            catch (Exception error) when (error.IsAwsOutage)
            {
                return false;
            }
        }
    }
}
