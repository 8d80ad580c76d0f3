using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using WebhookSystem.Contracts;

namespace WebhookSystem.Dashboard.Listen;

/// <summary>Where telemetry comes in, beside the pages' own addresses.</summary>
internal sealed class OtlpOptions
{
    public const string Section = "Otlp";

    /// <summary><c>localhost</c>, an IP address, or <c>*</c> for every interface.</summary>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>HTTP/2 only, without TLS. 0 takes a free port.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; set; } = Topology.Ports.OtlpGrpc;

    /// <summary>Protobuf over HTTP/1.1. 0 takes a free port.</summary>
    [Range(0, 65535)]
    public int HttpPort { get; set; } = Topology.Ports.OtlpHttp;
}

[OptionsValidator]
internal sealed partial class OtlpOptionsValidator : IValidateOptions<OtlpOptions>;
