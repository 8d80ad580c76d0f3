using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Sqs.Settings;

namespace WebhookSystem.LocalAws.Sqs.Operations;

/// <summary>Queue URLs, with the host by which the caller reached this server.</summary>
internal sealed class QueueAddresses(IHttpContextAccessor accessor)
{
    public string UrlOf(Queue queue)
    {
        var request = accessor.HttpContext!.Request;
        return $"{request.Scheme}://{request.Host}/{QueueNames.Account}/{queue.Name}";
    }
}
