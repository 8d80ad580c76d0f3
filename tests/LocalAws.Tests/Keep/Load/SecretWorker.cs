using Amazon.SecretsManager.Model;

namespace WebhookSystem.LocalAws.Tests.Keep.Load;

/// <summary>Gives a secret one value after the other.</summary>
internal sealed class SecretWorker : Worker
{
    private int _known;

    public override Task PrepareAsync(ChildServer server) =>
        server.Secrets.CreateSecretAsync(new CreateSecretRequest { Name = "worked", SecretString = "0" });

    public override async Task VerifyAsync(ChildServer server)
    {
        var found = int.Parse((await server.Secrets.GetSecretValueAsync(
            new GetSecretValueRequest { SecretId = "worked" })).SecretString);

        Assert.InRange(found, _known, _known + 1);
        _known = found;
    }

    protected override async Task WriteAsync(ChildServer server)
    {
        await server.Secrets.PutSecretValueAsync(
            new PutSecretValueRequest { SecretId = "worked", SecretString = $"{_known + 1}" });
        _known++;
    }
}
