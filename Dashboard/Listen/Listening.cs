using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WebhookSystem.Contracts;

namespace WebhookSystem.Dashboard.Listen;

/// <summary>
/// Listens where the pages are asked for and, beside it, where telemetry comes in. Kestrel forgets the configured URLs
/// as soon as code names an endpoint, so code names them all: first the URLs, then gRPC, then HTTP.
/// </summary>
internal static class Listening
{
    private static readonly string DefaultUrl = $"http://localhost:{Topology.Ports.Dashboard}";

    private const StringSplitOptions Separated =
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    extension(WebApplicationBuilder builder)
    {
        public void ListenForPagesAndTelemetry()
        {
            var otlp = builder.Configuration.GetSection(OtlpOptions.Section).Get<OtlpOptions>() ?? new();
            var urls = builder.Configuration["urls"] is { Length: > 0 } configured ? configured : DefaultUrl;
            builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                foreach (var url in urls.Split(';', Separated))
                    Listen(kestrel, BindingAddress.Parse(url));

                // Without TLS nothing tells HTTP/1.1 from HTTP/2: a port is for the one or the other.
                Listen(kestrel, otlp.Host, otlp.GrpcPort, static listen => ForTelemetry(listen, HttpProtocols.Http2));
                Listen(kestrel, otlp.Host, otlp.HttpPort, static listen => ForTelemetry(listen, HttpProtocols.Http1));
            });
        }
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>Telemetry comes in at its own ports and nothing else does: nobody signs in to send it.</summary>
        public void UsePortsApart() => app.Use(static (context, next) =>
        {
            var isTelemetry = context.GetEndpoint()?.Metadata.GetMetadata<TelemetryOnly>() is not null;
            if (isTelemetry == context.Features.Get<TelemetryOnly>() is not null)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static void ForTelemetry(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        listen.Use(static (connection, next) =>
        {
            connection.Features.Set(TelemetryOnly.Mark);
            return next(connection);
        });
    }

    private static void Listen(KestrelServerOptions kestrel, BindingAddress address) => Listen(
        kestrel, address.Host, address.Port, listen =>
        {
            if (address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
                listen.UseHttps();
        });

    private static void Listen(KestrelServerOptions kestrel, string host, int port, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            kestrel.Listen(address, port, configure);
        else if (!host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenAnyIP(port, configure);
        else if (port == 0)
            kestrel.Listen(IPAddress.Loopback, port, configure);
        else
            kestrel.ListenLocalhost(port, configure);
    }
}

/// <summary>Marks a connection, and the endpoints that may be reached over it.</summary>
internal sealed class TelemetryOnly
{
    public static TelemetryOnly Mark { get; } = new();
}
