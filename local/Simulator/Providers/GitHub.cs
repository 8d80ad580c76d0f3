using System.Text.Json.Nodes;

namespace WebhookSystem.Simulator.Providers;

/// <summary>Repositories with their pushes, issues and workflow runs; each key is one of the three for life.</summary>
internal sealed class GitHub : IProvider
{
    private const string Owner = "sample-organisation";
    private const string Repository = "sample-shop";

    public string Source => "github";

    public TimeSpan? Tolerance => null;

    public Message Compose(Happening happening)
    {
        var (name, payload) = (happening.Key % 3) switch
        {
            0 => ("push", Push(happening)),
            1 => ("issues", Issue(happening)),
            _ => ("workflow_run", WorkflowRun(happening)),
        };
        payload["sender"] = new JsonObject { ["login"] = happening.OneOf("ada", "grace", "edsger"), ["type"] = "User" };
        var delivery = new byte[16];
        happening.Chance.NextBytes(delivery);
        var id = new Guid(delivery).ToString();
        return new(id, Payload.Of(payload), new Dictionary<string, string>
        {
            ["User-Agent"] = "GitHub-Hookshot/5f3a9c1",
            ["Content-Type"] = "application/json",
            ["X-GitHub-Event"] = name,
            ["X-GitHub-Delivery"] = id,
            ["X-GitHub-Hook-ID"] = "482913",
            ["X-GitHub-Hook-Installation-Target-Type"] = "repository",
        });
    }

    public IEnumerable<(string Name, string Value)> Sign(Attempt attempt)
    {
        var mac = Mac.Of(attempt.Secret, "", attempt.Body);
        return [("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(mac)}")];
    }

    private static JsonObject Push(Happening happening)
    {
        var commit = CommitId(happening);
        return new()
        {
            ["ref"] = "refs/heads/main",
            ["before"] = CommitId(happening),
            ["after"] = commit,
            ["forced"] = false,
            ["commits"] = new JsonArray(new JsonObject
            {
                ["id"] = commit,
                ["message"] = $"Change {happening.Step} of the shop",
                ["timestamp"] = Instant(happening.At),
                ["modified"] = new JsonArray("src/Basket.cs"),
            }),
            ["repository"] = RepositoryOf(happening, happening.Key),
        };
    }

    private static JsonObject Issue(Happening happening) => new()
    {
        ["action"] = happening.TypeOf("opened", "labeled", "assigned", "closed", "reopened"),
        ["issue"] = new JsonObject
        {
            ["id"] = happening.ObjectNumber,
            ["number"] = happening.Key + 1,
            ["title"] = $"The basket forgets article {happening.Key}",
            ["comments"] = happening.Step - 1,
            ["updated_at"] = Instant(happening.At),
        },
        ["repository"] = RepositoryOf(happening, 0),
    };

    private static JsonObject WorkflowRun(Happening happening) => new()
    {
        ["action"] = happening.TypeOf("requested", "in_progress", "completed"),
        ["workflow_run"] = new JsonObject
        {
            ["id"] = happening.ObjectNumber,
            ["name"] = "build",
            ["head_branch"] = "main",
            ["head_sha"] = CommitId(happening),
            ["run_attempt"] = ((happening.Step - 1) / 3) + 1,
            ["updated_at"] = Instant(happening.At),
        },
        ["repository"] = RepositoryOf(happening, 0),
    };

    private static JsonObject RepositoryOf(Happening happening, int key) => new()
    {
        ["id"] = happening.NumberOf(key),
        ["name"] = $"{Repository}-{key}",
        ["full_name"] = $"{Owner}/{Repository}-{key}",
        ["private"] = true,
        ["owner"] = new JsonObject { ["login"] = Owner, ["type"] = "Organization" },
        ["updated_at"] = Instant(happening.At),
    };

    private static string CommitId(Happening happening)
    {
        var id = new byte[20];
        happening.Chance.NextBytes(id);
        return Convert.ToHexStringLower(id);
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");
}
