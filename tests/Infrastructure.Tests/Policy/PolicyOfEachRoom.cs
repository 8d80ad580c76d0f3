using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Infrastructure.Tests.Policy;

/// <summary>
/// The rooms' own calls of a whole run, held against the synthesized policies: every call that is made is allowed, and
/// every permission that is granted is used or explained.
/// </summary>
[Collection(Synthesized.Kernel)]
public sealed class PolicyOfEachRoom
{
    /// <summary>The Runtime API's own clients, which stand for Lambda's and Pipes' pollers; and provisioning.</summary>
    private const string Poller = "local";

    private static readonly string[] Polling =
    [
        "sqs:ReceiveMessage", "sqs:DeleteMessage",
        "dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords",
    ];

    [Theory]
    [InlineData("standard/dev", true)]
    [InlineData("standard/prod", false)]
    public async Task Standard_uses_what_it_is_granted_and_nothing_else(string template, bool byPipe)
    {
        var policies = new RolePolicies(Synthesized.Of(template));
        var rooms = new Dictionary<string, RoomProgram>
        {
            [Topology.Services.Ingress] = RoomProgram.Built("Ingress"),
            [Topology.Services.Processor] = RoomProgram.Built("Processor"),
            [Topology.Services.Orderer] = RoomProgram.Built("Orderer"),
        };

        var calls = await Traffic.RunAsync(
            Topology.Services.Ingress, rooms, byPipe, TestContext.Current.CancellationToken);

        Hold(policies, calls, streamReader: byPipe ? "pipe" : Topology.Services.Orderer, [.. rooms.Keys]);
    }

    [Fact]
    public async Task Lean_uses_what_it_is_granted_and_nothing_else()
    {
        var policies = new RolePolicies(Synthesized.Of("lean/prod"));
        var rooms = new Dictionary<string, RoomProgram>
        {
            [Topology.Services.Lean] = RoomProgram.Built("Lean"),
            [Topology.Services.Orderer] = RoomProgram.Built("Orderer"),
        };

        var calls = await Traffic.RunAsync(
            Topology.Services.Lean, rooms, byPipe: false, TestContext.Current.CancellationToken);

        Hold(policies, calls, streamReader: Topology.Services.Orderer, [.. rooms.Keys]);
    }

    private static void Hold(
        RolePolicies policies, IReadOnlyList<LedgerLine> calls, string streamReader, IReadOnlyList<string> rooms)
    {
        var used = new HashSet<Granted>();
        var refused = new List<string>();
        foreach (var call in calls.Where(call => call.Action is not null))
        {
            if (OwnerOf(call, streamReader, rooms) is not { } owner)
                continue;
            foreach (var action in call.Action!.Split(' '))
            {
                if (policies.Allowing(owner, action, Arns.Of(call)) is { } grant)
                    used.Add(grant);
                else
                    refused.Add($"{owner} calls {action} on {Arns.Of(call)}");
            }
        }

        Assert.True(refused.Count == 0, string.Join("\n", refused));
        Assert.All(policies.Granted, grant => Assert.True(
            used.Contains(grant) || Explained.IsNotToBeSeen(grant), $"Nobody needs {grant}."));
    }

    /// <summary>Whose role a call is made in; null for those of the test itself.</summary>
    private static string? OwnerOf(LedgerLine call, string streamReader, IReadOnlyList<string> rooms)
    {
        if (rooms.Contains(call.Caller))
            return call.Caller;
        if (call.Caller != Poller || !Polling.Contains(call.Action))
            return null;
        return call.Service == "dynamodb"
            ? streamReader
            : Topology.Functions.Queues.FirstOrDefault(mapping => mapping.Queue == call.Resource)?.Function;
    }
}
