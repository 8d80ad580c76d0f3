using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Api;

/// <summary>CreateEventSourceMapping and its kin.</summary>
internal static class MappingEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapMappings()
        {
            routes.MapPost("event-source-mappings", CreateAsync)
                .WithName("lambda:CreateEventSourceMapping");
            routes.MapGet("event-source-mappings", ListAsync)
                .WithName("lambda:ListEventSourceMappings");
            routes.MapGet("event-source-mappings/{id:guid}", GetAsync)
                .WithName("lambda:GetEventSourceMapping");
            routes.MapPut("event-source-mappings/{id:guid}", UpdateAsync)
                .WithName("lambda:UpdateEventSourceMapping");
            routes.MapDelete("event-source-mappings/{id:guid}", DeleteAsync)
                .WithName("lambda:DeleteEventSourceMapping");
        }
    }

    private static async Task<IResult> CreateAsync(
        HttpRequest request, MappingCatalog mappings, CancellationToken cancellationToken)
    {
        using var body = await RestJson.ReadAsync(request, cancellationToken);
        var mapping = await mappings.AddAsync(MappingReader.ReadNew(body.RootElement), cancellationToken);
        return Answer(mapping, "Creating", StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> UpdateAsync(
        Guid id, HttpRequest request, MappingCatalog mappings, CancellationToken cancellationToken)
    {
        using var body = await RestJson.ReadAsync(request, cancellationToken);
        var mapping = await mappings.UpdateAsync(
            id, current => MappingReader.Read(body.RootElement, current), cancellationToken);
        return Answer(mapping, mapping.Settings.IsEnabled ? "Updating" : "Disabling", StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> GetAsync(Guid id, MappingCatalog mappings, CancellationToken cancellationToken)
    {
        var mapping = await mappings.FindAsync(id, cancellationToken);
        return Answer(mapping, StateOf(mapping), StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, MappingCatalog mappings, CancellationToken cancellationToken) =>
        Answer(await mappings.RemoveAsync(id, cancellationToken), "Deleting", StatusCodes.Status202Accepted);

    private static async Task<IResult> ListAsync(
        HttpRequest request, MappingCatalog mappings, CancellationToken cancellationToken)
    {
        var found = await mappings.ListAsync(
            request.Query["FunctionName"].FirstOrDefault(),
            request.Query["EventSourceArn"].FirstOrDefault(),
            cancellationToken);
        return RestJson.Answer(output =>
        {
            output.WriteStartArray("EventSourceMappings"u8);
            foreach (var mapping in found)
            {
                output.WriteStartObject();
                MappingWriter.Write(output, mapping, StateOf(mapping));
                output.WriteEndObject();
            }

            output.WriteEndArray();
        });
    }

    private static string StateOf(Mapping mapping) => mapping.Settings.IsEnabled ? "Enabled" : "Disabled";

    private static IResult Answer(Mapping mapping, string state, int status) =>
        RestJson.Answer(output => MappingWriter.Write(output, mapping, state), status);
}
