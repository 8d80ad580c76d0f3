using WebhookSystem.Dashboard;

await using var app = DashboardHost.Build(new() { Args = args });
await app.RunAsync();
