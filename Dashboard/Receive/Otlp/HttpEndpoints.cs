using Google.Protobuf;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using WebhookSystem.Dashboard.Receive.Protocol;

namespace WebhookSystem.Dashboard.Receive.Otlp;

/// <summary>OTLP over HTTP, in protobuf, plain or gzipped.</summary>
internal static class HttpEndpoints
{
    /// <summary>Bytes of one export, unzipped. An exporter's batch of 512 spans is well below.</summary>
    public const int ExportBytesMax = 16 * 1024 * 1024;

    private const string Protobuf = "application/x-protobuf";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapOtlpOverHttp()
        {
            var exports = routes.MapGroup("/v1")
                .WithMetadata(new RequestSizeLimitAttribute(ExportBytesMax)).DisableAntiforgery();
            exports.MapPost("/traces", static (HttpRequest request, Receiver receiver, CancellationToken cancelled) =>
                TakeAsync(request, ExportTraceServiceRequest.Parser, receiver.Take, cancelled));
            exports.MapPost("/metrics", static (HttpRequest request, Receiver receiver, CancellationToken cancelled) =>
                TakeAsync(request, ExportMetricsServiceRequest.Parser, receiver.Take, cancelled));
            exports.MapPost("/logs", static (HttpRequest request, Receiver receiver, CancellationToken cancelled) =>
                TakeAsync(request, ExportLogsServiceRequest.Parser, receiver.Take, cancelled));
        }
    }

    /// <summary>Every answer of the protocol is a message without members: no bytes at all.</summary>
    private static async Task<Results<FileContentHttpResult, BadRequest, StatusCodeHttpResult>> TakeAsync<TExport>(
        HttpRequest request, MessageParser<TExport> parser, Action<TExport> take, CancellationToken cancellationToken)
        where TExport : IMessage<TExport>
    {
        if (!MediaTypeIs(request, Protobuf))
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        try
        {
            take(parser.WithDiscardUnknownFields(true).ParseFrom(body.GetBuffer().AsSpan(0, (int)body.Length)));
        }
        catch (InvalidProtocolBufferException)
        {
            return TypedResults.BadRequest();
        }

        return TypedResults.Bytes(ReadOnlyMemory<byte>.Empty.ToArray(), Protobuf);
    }

    private static bool MediaTypeIs(HttpRequest request, string mediaType) => request.ContentType is { } header
        && MediaTypeHeaderValue.TryParse(header, out var parsed)
        && parsed.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
}
