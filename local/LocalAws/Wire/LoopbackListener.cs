using System.Net;
using System.Text;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>
/// Chooses the server's addresses: <c>--port</c> first, else the configured URLs, else port 4566. Any credentials are
/// good here, so nothing but this machine may reach it.
/// </summary>
internal static class LoopbackListener
{
    private const int DefaultPort = 4566;

    extension(WebApplicationBuilder builder)
    {
        public void ListenOnLoopback()
        {
            builder.WebHost.UseUrls(Addresses(builder.Configuration));
            builder.WebHost.ConfigureKestrel(static kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;

                // Each service has its own limit and its own error for going over it.
                kestrel.Limits.MaxRequestBodySize = null;
            });
        }
    }

    private static string[] Addresses(IConfiguration configuration)
    {
        if (configuration.GetValue<int?>("port") is { } port)
            return [AddressOf(port)];
        if (configuration["urls"] is not { Length: > 0 } urls)
            return [AddressOf(DefaultPort)];
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        return [.. urls.Split(';', Trimmed).Select(Checked)];
    }

    // A free port can only be had on one address at a time, so not on "localhost", which is two.
    private static string AddressOf(int port) => port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}";

    private static string Checked(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        var isLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        return isLoopback
            ? url
            : throw new InvalidOperationException($"LocalAws listens on loopback only, not on '{url}'.");
    }
}
