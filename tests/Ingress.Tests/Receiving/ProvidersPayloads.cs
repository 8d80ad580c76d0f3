using System.Net;
using System.Text;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>GitHub's example payloads, not part of this repository: read where they are, else skipped.</summary>
public sealed class ProvidersPayloads(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Variable = "GITHUB_PAYLOADS";

    [Fact]
    public async Task Every_payload_of_GitHub_is_accepted_and_most_have_a_key_and_a_position()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(Directory.Exists(folder), $"{Variable} names no folder of payloads.");
        var files = Directory.GetFiles(folder!, "*.json");

        foreach (var file in files)
        {
            var body = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var type = Path.GetFileName(file).Split('.')[0];
            var reply = await room.SendAsync("github", body, message => message.Headers["X-GitHub-Event"] = [type]);

            Assert.Equal(HttpStatusCode.Accepted, reply.Status);
            Assert.Equal(Encoding.UTF8.GetString(body), room.Stored(reply).Text);
            Assert.Equal(type, room.Stored(reply).EventType);
        }

        Assert.NotEmpty(files);
        var stored = room.Inbox.Messages;
        var placed = stored.Count(message => message.Key is not null && message.Position is not null);
        Assert.True(placed > stored.Count * 3 / 4);
    }
}
