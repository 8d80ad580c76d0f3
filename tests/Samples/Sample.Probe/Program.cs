// Does what a test asks of a process: "exit N" ends at once, "serve" answers with what it was given.
if (args is ["exit", var code])
    return int.Parse(code);

var builder = WebApplication.CreateSlimBuilder();
if (Environment.GetEnvironmentVariable("PORT") is { } port)
    builder.WebHost.UseUrls($"http://localhost:{port}");
var app = builder.Build();
var isHealthy = true;
app.MapGet("/health", () => isHealthy ? Results.Ok() : Results.StatusCode(503));
app.MapPost("/health/{value:bool}", (bool value) => isHealthy = value);
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapGet("/arguments", () => args);
app.MapGet("/process", () => Environment.ProcessId);
app.MapPost("/write/{line}", (string line) => Console.WriteLine(line));
app.Run();
return 0;
