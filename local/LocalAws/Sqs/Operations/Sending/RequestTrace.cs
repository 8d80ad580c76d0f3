using System.Text;
using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Operations.Sending;

/// <summary>The trace that the request belongs to: its messages get it where they bring none of their own.</summary>
internal sealed class RequestTrace(IHttpContextAccessor accessor)
{
    /// <summary>The content as the queue keeps it. The sender is told digests of what it sent itself.</summary>
    public MessageContent Into(MessageContent content) =>
        content.TraceHeader is null && Header is { Length: > 0 } trace
            ? content with
            {
                TraceHeader = new("AWSTraceHeader", "String", IsBinary: false, Encoding.UTF8.GetBytes(trace)),
            }
            : content;

    private string Header => accessor.HttpContext!.Request.Headers["X-Amzn-Trace-Id"].ToString();
}
