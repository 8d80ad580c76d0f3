namespace WebhookSystem.Provision;

/// <summary>Waits for an endpoint that is still starting.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the endpoint answers anything at all.</summary>
    /// <exception cref="ProvisionException">It does not, for half a minute.</exception>
    public static async Task UntilItAnswersAsync(Uri? endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        if (endpoint is null)
            return;
        using var http = new HttpClient { Timeout = Longest };
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(
                    endpoint, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                return;
            }
            catch (HttpRequestException error) when (time.GetElapsedTime(started) > Longest)
            {
                throw new ProvisionException($"{endpoint} does not answer: {error.Message}");
            }
            catch (HttpRequestException)
            {
                await Task.Delay(Between, time, cancellationToken);
            }
        }
    }
}
