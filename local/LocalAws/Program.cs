using WebhookSystem.LocalAws;

await LocalAwsServer.Build(args).RunAsync();
