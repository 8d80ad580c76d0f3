using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using WebhookSystem.LocalAws.S3.Checksums;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>Answers in S3's XML.</summary>
internal static class XmlAnswer
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    // A key may hold characters that XML has no place for; S3 writes them as references all the same.
    private static readonly XmlWriterSettings Writing = new() { CheckCharacters = false, OmitXmlDeclaration = true };

    /// <summary>All accounts are this one.</summary>
    public static XElement Owner(string name = "Owner") =>
        Of(name, Of("ID", "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a"));

    /// <summary>Who began an upload is still called by a name as well, which owners no longer are.</summary>
    public static XElement Initiator()
    {
        var initiator = Owner("Initiator");
        initiator.Add(Of("DisplayName", "root"));
        return initiator;
    }

    public static XElement Of(string name, params ReadOnlySpan<object?> content) =>
        new(Namespace + name, content.ToArray());

    public static XElement? OfChecksum(Checksum? checksum) =>
        checksum is null ? null : Of("Checksum" + checksum.Algorithm.Name, checksum.Value);

    /// <summary>S3 knows whole seconds, and writes thousandths all the same.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);

    public static async Task WriteAsync(S3Request request, XElement root, CancellationToken cancellationToken)
    {
        var document = new StringBuilder();
        using (var writer = XmlWriter.Create(document, Writing))
            root.Save(writer);

        // S3 leaves no space in an element that is empty. In a text the end of a tag is always a reference.
        document.Replace(" />", "/>").Insert(0, Declaration);
        var bytes = Encoding.UTF8.GetBytes(document.ToString());
        request.Http.Response.ContentType = "application/xml";
        request.Http.Response.ContentLength = bytes.Length;
        await request.Http.Response.Body.WriteAsync(bytes, cancellationToken);
    }

    public static async Task WriteErrorAsync(
        HttpContext context, S3Exception error, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = (int)error.Status;
        if (HttpMethods.IsHead(context.Request.Method) || error.Status == HttpStatusCode.NotModified)
            return;
        var root = new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            error.Details.Select(static detail => new XElement(detail.Name, detail.Value)),
            new XElement("RequestId", context.Response.Headers["x-amz-request-id"].ToString()),
            new XElement("HostId", context.Response.Headers["x-amz-id-2"].ToString()));
        await WriteAsync(new(context, "", ""), root, cancellationToken);
    }
}
