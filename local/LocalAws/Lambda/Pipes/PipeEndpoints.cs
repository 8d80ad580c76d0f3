using System.Text.Json;
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
        return RestJson.Answer(output => Write(output, pipe, "CREATING"));
    }

    private static IResult Describe(string name, PipeCatalog pipes)
    {
        var pipe = pipes.Find(name);
        return RestJson.Answer(output =>
        {
            Write(output, pipe, pipe.Settings.IsEnabled ? "RUNNING" : "STOPPED");
            output.WriteString("Source"u8, pipe.Settings.SourceArn);
            output.WriteString("Target"u8, LambdaArns.OfFunction(pipe.Settings.Function));
        });
    }

    private static async Task<IResult> DeleteAsync(string name, PipeCatalog pipes)
    {
        var pipe = await pipes.RemoveAsync(name);
        return RestJson.Answer(output => Write(output, pipe, "DELETING"));
    }

    private static void Write(Utf8JsonWriter output, Pipe pipe, string state)
    {
        var time = pipe.Created.ToUnixTimeMilliseconds() / 1000m;
        output.WriteString("Name"u8, pipe.Name);
        output.WriteString("Arn"u8, LambdaArns.OfPipe(pipe.Name));
        output.WriteString("CurrentState"u8, state);
        output.WriteString("DesiredState"u8, pipe.Settings.IsEnabled ? "RUNNING"u8 : "STOPPED"u8);
        output.WriteNumber("CreationTime"u8, time);
        output.WriteNumber("LastModifiedTime"u8, time);
    }
}
