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
        request.RequireNoBypass();
        var document = await BodyReader.ReadXmlAsync(request, cancellationToken) ?? throw Refusals.MalformedXml();
        Target[] targets = [.. document.Elements(XmlAnswer.Namespace + "Object").Select(Target.Read)];
        if (targets.Length is 0 or > KeysMax)
            throw Refusals.MalformedXml();

        // Conditions that only directory buckets know.
        if (document.Descendants().FirstOrDefault(static one => one.Name.LocalName is "Size" or "LastModifiedTime")
            is { } unknown)
            throw Refusals.HeaderNotOffered(unknown.Name.LocalName, "Only directory buckets have this condition");

        Target[] named = [.. targets.Where(static target => target.VersionId is null or "null")];
        Target[] deleted;
        lock (store.Gate)
        {
            var bucket = store.Find(request.Bucket);
            deleted = [.. named.Where(target => target.Fits(bucket.Objects.GetValueOrDefault(target.Key)))];
            store.Commit([.. deleted.Where(target => bucket.Objects.ContainsKey(target.Key)).Select(
                target => new StorageChange.ObjectDeleted(bucket.Name, target.Key))]);
        }

        var isQuiet = document.Element(XmlAnswer.Namespace + "Quiet")?.Value == "true";
        await XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "DeleteResult",
            [
                .. isQuiet ? [] : deleted.Select(static target => target.Deleted()),
                .. targets.Except(named).Select(static target => target.Refused(
                    "NoSuchVersion", "The specified version does not exist.")),
                .. named.Except(deleted).Select(static target => target.Refused(
                    "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")),
            ]), cancellationToken);
    }

    /// <param name="ETag">Deletes only the object that has it; one that is gone is deleted all the same.</param>
    private sealed record Target(string Key, string? VersionId, string? ETag)
    {
        public static Target Read(XElement element) => new(
            element.Element(XmlAnswer.Namespace + "Key")?.Value ?? throw Refusals.MalformedXml(),
            element.Element(XmlAnswer.Namespace + "VersionId")?.Value,
            element.Element(XmlAnswer.Namespace + "ETag")?.Value.Trim('"'));

        public bool Fits(StoredObject? current) => ETag is null or "*" || current is null || current.ETag == ETag;

        public XElement Deleted() => XmlAnswer.Of("Deleted", XmlAnswer.Of("Key", Key));

        public XElement Refused(string code, string message) => XmlAnswer.Of(
            "Error",
            XmlAnswer.Of("Key", Key),
            VersionId is null ? null : XmlAnswer.Of("VersionId", VersionId),
            XmlAnswer.Of("Code", code),
            XmlAnswer.Of("Message", message));
    }
}
