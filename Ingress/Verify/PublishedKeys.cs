using System.Collections.Concurrent;
using System.Security.Cryptography;
using WebhookSystem.Ingress.Receive.Rates;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Ingress.Verify;

/// <summary>Keys and certificates that providers publish, kept and read again as they age.</summary>
/// <remarks>
/// | age of what was fetched | a request                                                             |
/// | under an hour           | uses it; where no key of it fits, it is fetched again, seldom         |
/// | under a day             | has it fetched again; while that fails, uses it                       |
/// | over a day, or expired  | is refused until it can be fetched                                    |
/// Anybody can name an address on a provider's host: so few are kept, and few are fetched in a time.
/// </remarks>
internal sealed partial class PublishedKeys(
    HttpClient http, CertificateTrust trust, TimeProvider time, ILogger<PublishedKeys> logger)
{
    private const int AddressesMax = 64;
    private const int DocumentBytesMax = 256 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan FetchTimeMax = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Uri, PublishedDocument> _documents = new();
    private readonly Dictionary<Uri, Task<PublishedDocument?>> _fetches = [];
    private readonly Lock _gate = new();
    private readonly TokenBucket _rate = new(TimeSpan.FromSeconds(1), capacity: 20, time);

    /// <summary>Null where there is none that could be had.</summary>
    public async ValueTask<PublishedDocument?> GetAsync(
        Uri address, Published published, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var kept = _documents.GetValueOrDefault(address);
        if (kept is not null && now - kept.FetchedAt < Fresh && now < kept.GoodUntil)
            return kept;
        return await FetchAsync(address, published, cancellationToken)
            ?? (kept is not null && now < kept.GoodUntil ? kept : null);
    }

    /// <summary>A newer one, for a signature that none of its keys gives: the provider may have changed them.</summary>
    public async ValueTask<PublishedDocument?> FresherAsync(
        PublishedDocument document, Published published, CancellationToken cancellationToken) =>
        _documents.GetValueOrDefault(document.Address) is { } newer && newer != document
            ? newer
            : await FetchAsync(document.Address, published, cancellationToken);

    // Once at a time for an address, however many requests wait.
    private async ValueTask<PublishedDocument?> FetchAsync(
        Uri address, Published published, CancellationToken cancellationToken)
    {
        Task<PublishedDocument?>? fetch;
        lock (_gate)
        {
            if (!_fetches.TryGetValue(address, out fetch) && _rate.TryTake(out _))
                _fetches[address] = fetch = Task.Run(() => DownloadAsync(address, published), CancellationToken.None);
        }

        return fetch is null ? null : await fetch.WaitAsync(cancellationToken);
    }

    private async Task<PublishedDocument?> DownloadAsync(Uri address, Published published)
    {
        // Nobody's token: the next request wants the answer as much as the one that asked.
        using var timeout = new CancellationTokenSource(FetchTimeMax, time);
        try
        {
            var text = await ReadAsync(address, timeout.Token);
            var now = time.GetUtcNow();
            var goodUntil = now + KeptMax;
            if (published.Subject is { } subject && trust.ExpiryOf(text, subject, now) is var expiry
                && expiry < goodUntil)
                goodUntil = expiry;
            var document = new PublishedDocument(address, text, now, goodUntil);
            Keep(document);
            return document;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException
            or CryptographicException or IOException)
        {
            Log.Unreadable(logger, fault, address.Host);
            return null;
        }
        finally
        {
            lock (_gate)
                _fetches.Remove(address);
        }
    }

    private async Task<string> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(
            address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        if (response.StatusCode != System.Net.HttpStatusCode.OK)
            throw new HttpRequestException("The address leads elsewhere, and that is not followed.");
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[DocumentBytesMax];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length < bytes.Length
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, length)
            : throw new HttpRequestException("The document is too large.");
    }

    private void Keep(PublishedDocument document)
    {
        _documents[document.Address] = document;
        while (_documents.Count > AddressesMax
            && _documents.Values.MinBy(kept => kept.FetchedAt) is { } oldest)
            _documents.TryRemove(oldest.Address, out _);
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Warning, "What {Host} publishes could not be read; what was read before goes on counting.",
            EventName = "published.unreadable")]
        public static partial void Unreadable(ILogger logger, Exception exception, string host);
    }
}
