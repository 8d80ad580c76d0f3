using WebhookSystem.LocalAws.Lambda.Api;

namespace WebhookSystem.LocalAws.Lambda.Pipes;

/// <summary>CreatePipe, DescribePipe, DeletePipe of EventBridge Pipes.</summary>
internal static class PipeEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapPipes()
        {
            var pipes = routes.MapGroup("/v1/pipes").AddEndpointFilter<RestErrors>();
            pipes.MapPost("{name}", CreateAsync).WithName("pipes:CreatePipe");
            pipes.MapGet("{name}", Describe).WithName("pipes:DescribePipe");
            pipes.MapDelete("{name}", DeleteAsync).WithName("pipes:DeletePipe");
        }
    }

    private static async Task<IResult> CreateAsync(
        string name, HttpRequest request, PipeCatalog pipes, CancellationToken cancellationToken)
    {
        using var body = await RestJson.ReadAsync(request, cancellationToken);
        var pipe = await pipes.AddAsync(name, PipeReader.Read(body.RootElement), cancellationToken);
        return RestJson.Answer(output => PipeWriter.Write(output, pipe, "CREATING"));
    }

    private static IResult Describe(string name, PipeCatalog pipes)
    {
        var pipe = pipes.Find(name);
        return RestJson.Answer(output =>
            PipeWriter.WriteWhole(output, pipe, pipe.Settings.IsEnabled ? "RUNNING" : "STOPPED"));
    }

    private static async Task<IResult> DeleteAsync(string name, PipeCatalog pipes)
    {
        var pipe = await pipes.RemoveAsync(name);
        return RestJson.Answer(output => PipeWriter.Write(output, pipe, "DELETING"));
    }
}
