using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WebhookSystem.Provision.Functions;

/// <summary>
/// Lambda's REST API, unsigned: for an emulator only. An account's functions are the deployed stacks' business.
/// </summary>
internal sealed class LambdaApi(Uri endpoint) : IDisposable
{
    private const string Version = "2015-03-31";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(endpoint, "/") };

    public void Dispose() => _http.Dispose();

    /// <returns>Null where there is no such thing.</returns>
    public async Task<JsonObject?> FindAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(Address(path), cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(answer, path, cancellationToken);
    }

    public async Task CreateAsync(string path, JsonObject thing, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(Address(path), thing, cancellationToken);
        await ReadAsync(answer, path, cancellationToken);
    }

    public async Task UpdateAsync(string path, JsonObject thing, CancellationToken cancellationToken)
    {
        using var answer = await _http.PutAsJsonAsync(Address(path), thing, cancellationToken);
        await ReadAsync(answer, path, cancellationToken);
    }

    private static Uri Address(string path) => new($"/{Version}/{path}", UriKind.Relative);

    private static async Task<JsonObject> ReadAsync(
        HttpResponseMessage answer, string path, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new ProvisionException($"Lambda answers {(int)answer.StatusCode} to {path}: {text}");
        return JsonNode.Parse(text)?.AsObject() ?? throw new ProvisionException($"Lambda answers null to {path}.");
    }
}
