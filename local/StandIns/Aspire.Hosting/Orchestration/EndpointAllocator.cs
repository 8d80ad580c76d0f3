using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Gives every endpoint its port. No proxy stands between: the process listens on the port that others use, so a fixed
/// target port is that port too.
/// </summary>
internal sealed class EndpointAllocator(bool isRandom)
{
    private readonly HashSet<int> _given = [];

    public void Allocate(IResource resource, EndpointAnnotation endpoint)
    {
        if (resource.GetReplicaCount() > 1)
        {
            throw new InvalidOperationException($"Resource '{resource.Name}' uses multiple replicas and a proxy-less "
                + $"endpoint '{endpoint.Name}'. These features do not work together.");
        }

        var isPortFixed = !isRandom || !endpoint.IsProxied;
        if (isPortFixed && endpoint.Port is { } port && endpoint.TargetPort is { } target && port != target)
        {
            throw new DistributedApplicationException($"Endpoint '{endpoint.Name}' of resource '{resource.Name}' has "
                + $"port {port} and target port {target}, which takes a proxy, and there is none here.");
        }

        var chosen = endpoint.TargetPort ?? (isPortFixed ? endpoint.Port : null) ?? FreePort();
        endpoint.AllocatedEndpoint = new(endpoint, AddressOf(endpoint.TargetHost), chosen);
    }

    private static string AddressOf(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? host : "localhost";

    private int FreePort()
    {
        while (true)
        {
            using var ipv4 = new TcpListener(IPAddress.Loopback, 0);
            ipv4.Start();
            var port = ((IPEndPoint)ipv4.LocalEndpoint).Port;
            if (IsFreeOnIpv6(port) && _given.Add(port))
                return port;
        }
    }

    // "localhost" is two addresses, and a server listens on both.
    private static bool IsFreeOnIpv6(int port)
    {
        if (!Socket.OSSupportsIPv6)
            return true;
        try
        {
            using var ipv6 = new TcpListener(IPAddress.IPv6Loopback, port);
            ipv6.Start();
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode != SocketError.AddressAlreadyInUse;
        }
    }
}
