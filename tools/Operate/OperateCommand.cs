using System.CommandLine;
using WebhookSystem.Operate.Ask;
using WebhookSystem.Operate.Dead;

namespace WebhookSystem.Operate;

/// <summary>The command line. AWS is found as its SDK does: AWS_ENDPOINT_URL, region and credentials.</summary>
internal static class OperateCommand
{
    public static RootCommand Build()
    {
        var command = new RootCommand("The operator's way out of what needs a person. Nothing is done without --go.");
        foreach (var one in DeadCommands.All().Concat(OrdererCommands.All()))
            command.Add(one);
        return command;
    }
}
