using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace WebhookSystem.Ingress;

/// <summary>JSON of API Gateway's HTTP APIs, generated at build time so that it survives trimming.</summary>
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class HttpApiJson : JsonSerializerContext;
