using System.Net;
using System.Text;
using System.Xml;
using WebhookSystem.LocalAws.Ledger;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>Finds the service that offers the form's Action; writes its answer or AWS's error shape in XML.</summary>
internal sealed partial class QueryProtocol(IEnumerable<IQueryService> services, ILogger<QueryProtocol> logger)
{
    private readonly Dictionary<string, IQueryService> _services = services
        .SelectMany(static service => service.Actions.Select(action => (Action: action, Service: service)))
        .ToDictionary(static one => one.Action, static one => one.Service, StringComparer.Ordinal);

    /// <summary>Whether the request is of this protocol; a form that is posted to a bucket is S3's.</summary>
    public static bool Speaks(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
        && context.Request.Path == "/" && !context.Request.Headers.ContainsKey("X-Amz-Target");

    public async Task HandleAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var action = form["Action"].ToString();
        if (!_services.TryGetValue(action, out var service))
        {
            await RefuseAsync(context, null, new("InvalidAction", $"LocalAws does not offer the action '{action}'."));
            return;
        }

        context.Call.Is("sts", action);
        try
        {
            var requestId = Guid.NewGuid().ToString();
            var answer = Render(xml =>
            {
                xml.WriteStartElement($"{action}Response", service.XmlNamespace);
                xml.WriteStartElement($"{action}Result");
                service.Invoke(action, form, xml);
                xml.WriteEndElement();
                xml.WriteStartElement("ResponseMetadata");
                xml.WriteElementString("RequestId", requestId);
                xml.WriteEndElement();
                xml.WriteEndElement();
            });
            Log.Called(logger, action);
            await SendAsync(context, HttpStatusCode.OK, requestId, answer);
        }
        catch (AwsException error)
        {
            await RefuseAsync(context, service, error);
        }
    }

    private static Task RefuseAsync(HttpContext context, IQueryService? service, AwsException error)
    {
        var requestId = Guid.NewGuid().ToString();
        var answer = Render(xml =>
        {
            xml.WriteStartElement("ErrorResponse", service?.XmlNamespace);
            xml.WriteStartElement("Error");
            xml.WriteElementString("Type", "Sender");
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", error.Message);
            xml.WriteEndElement();
            xml.WriteElementString("RequestId", requestId);
            xml.WriteEndElement();
        });
        return SendAsync(context, error.Status, requestId, answer);
    }

    private static byte[] Render(Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(false) }))
            write(xml);
        return buffer.ToArray();
    }

    private static async Task SendAsync(HttpContext context, HttpStatusCode status, string requestId, byte[] answer)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/xml";
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Action}")]
        public static partial void Called(ILogger logger, string action);
    }
}
