using System.Xml.Linq;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Deletes up to a thousand objects by one document.</summary>
internal sealed class DeleteObjects(ObjectStore store)
{
    private const int KeysMax = 1_000;

    public async Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        var document = await BodyReader.ReadXmlAsync(request, cancellationToken) ?? throw Refusals.MalformedXml();
        Target[] targets = [.. document.Elements(XmlAnswer.Namespace + "Object").Select(Target.Read)];
        if (targets.Length is 0 or > KeysMax)
            throw Refusals.MalformedXml();

        Target[] deleted = [.. targets.Where(static target => target.VersionId is null or "null")];
        lock (store.Gate)
        {
            var bucket = store.Find(request.Bucket);
            store.Commit([.. deleted.Where(target => bucket.Objects.ContainsKey(target.Key)).Select(
                target => new StorageChange.ObjectDeleted(bucket.Name, target.Key))]);
        }

        var isQuiet = document.Element(XmlAnswer.Namespace + "Quiet")?.Value == "true";
        await XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "DeleteResult",
            [
                .. isQuiet ? [] : deleted.Select(static target => target.Deleted()),
                .. targets.Except(deleted).Select(static target => target.NoSuchVersion()),
            ]), cancellationToken);
    }

    private sealed record Target(string Key, string? VersionId)
    {
        public static Target Read(XElement element) => new(
            element.Element(XmlAnswer.Namespace + "Key")?.Value ?? throw Refusals.MalformedXml(),
            element.Element(XmlAnswer.Namespace + "VersionId")?.Value);

        public XElement Deleted() => XmlAnswer.Of("Deleted", XmlAnswer.Of("Key", Key));

        public XElement NoSuchVersion() => XmlAnswer.Of(
            "Error",
            XmlAnswer.Of("Key", Key),
            XmlAnswer.Of("VersionId", VersionId),
            XmlAnswer.Of("Code", "NoSuchVersion"),
            XmlAnswer.Of("Message", "The specified version does not exist."));
    }
}
