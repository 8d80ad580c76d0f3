using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Moving;

/// <summary>The move operations alone name queues by ARN.</summary>
internal static class MovingQueues
{
    private const int ArnParts = 6;

    extension(QueueCatalog queues)
    {
        public Queue FindMoving(JsonElement input, string member)
        {
            var arn = input.Required(member);
            if (arn.Split(':') is not { Length: ArnParts } parts || parts[0] != "arn")
            {
                throw Refusals.InvalidParameter($"You must use this format to specify the {member}: "
                    + "arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
            }

            return queues.TryFindArn(arn) ?? throw NotFound(member);
        }
    }

    public static AwsException NotFound(string member) =>
        Refusals.NotFound($"The resource that you specified for the {member} parameter doesn't exist.");
}
