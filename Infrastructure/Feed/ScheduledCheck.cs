using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.SQS;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;

namespace WebhookSystem.Infrastructure.Feed;

/// <summary>Asks the Orderer, every so often, to look for keys whose wake-up was lost.</summary>
internal static class ScheduledCheck
{
    public static void Create(Construct scope, IQueue commands) => _ = new Rule(scope, "check", new RuleProps
    {
        Schedule = Schedule.Rate(Duration.Seconds(Topology.Table.UnsettledMax.TotalSeconds)),
        Targets =
        [
            new SqsQueue(commands, new SqsQueueProps { Message = RuleTargetInput.FromObject(Command()) }),
        ],
    });

    /// <summary>The command as Contracts writes it, with the name and time that the rule's own event has.</summary>
    private static Dictionary<string, object> Command()
    {
        var template = new OperatorCommand
        {
            CommandId = "", Kind = CommandKind.Check, RequestedBy = "schedule", RequestedAt = DateTimeOffset.UnixEpoch,
        };
        var command = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(template.ToJson())!
            .ToDictionary(member => member.Key, member => (object)member.Value.ToString());
        command["commandId"] = EventField.EventId;
        command["requestedAt"] = EventField.Time;
        return command;
    }
}
