using System.Globalization;
using System.Net;
using System.Xml.Linq;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Multipart;

/// <summary>The parts that a completion names, held against those that were uploaded.</summary>
internal static class PartList
{
    private const long PartBytesMin = 5 * 1024 * 1024;

    public static UploadPart[] Read(XElement? document, Upload upload)
    {
        if (document is null)
            throw Refusals.Invalid("You must specify at least one part");
        XElement[] named = [.. document.Elements(XmlAnswer.Namespace + "Part")];
        if (named.Length == 0)
            throw Refusals.MalformedXml();
        UploadPart[] parts = [.. named.Select(element => Find(element, upload))];
        if (parts.Zip(parts.Skip(1)).Any(static pair => pair.First.Number >= pair.Second.Number))
        {
            throw new S3Exception(
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number.",
                HttpStatusCode.BadRequest, ("UploadId", upload.Id));
        }

        if (parts.SkipLast(1).FirstOrDefault(static part => part.Content.Length < PartBytesMin) is { } small)
        {
            throw new S3Exception(
                "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size",
                HttpStatusCode.BadRequest, ("ETag", small.ETag), ("MinSizeAllowed", PartBytesMin.ToString()),
                ("PartNumber", small.Number.ToString()), ("ProposedSize", small.Content.Length.ToString()));
        }

        return parts;
    }

    /// <summary>The tags that a completion names, in its order.</summary>
    public static string[] TagsIn(XElement? document) =>
    [
        .. document?.Elements(XmlAnswer.Namespace + "Part")
            .Select(static part => Child(part, "ETag")?.Trim('"') ?? throw Refusals.MalformedXml()) ?? [],
    ];

    private static UploadPart Find(XElement named, Upload upload)
    {
        var number = int.TryParse(Child(named, "PartNumber"), CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw Refusals.MalformedXml();
        var tag = Child(named, "ETag")?.Trim('"') ?? throw Refusals.MalformedXml();
        var checksums = ChecksumAlgorithms.All
            .Select(algorithm => (Algorithm: algorithm, Value: Child(named, "Checksum" + algorithm.Name)))
            .Where(static one => one.Value is not null).ToArray();
        if (upload.ChecksumType == ChecksumType.Composite && checksums.Length == 0)
        {
            throw Refusals.Invalid($"The upload was created using a {upload.Algorithm?.LowerName} checksum. The "
                + $"complete request must include the checksum for each part. It was missing for part "
                + $"{number} in the request.");
        }

        if (checksums.FirstOrDefault(one => one.Algorithm != upload.Algorithm) is { Value: not null } other
            && upload.Algorithm is not null && upload.Parts.GetValueOrDefault(number)?.ETag == tag)
        {
            throw Refusals.BadDigest(
                $"The {other.Algorithm.LowerName} you specified for part {number} did not match what we received.");
        }

        return upload.Parts.GetValueOrDefault(number) is { } part && part.ETag == tag
            && checksums.All(one => one.Algorithm == upload.Algorithm && one.Value == part.Checksum?.Value)
            ? part
            : throw new S3Exception(
                "InvalidPart",
                "One or more of the specified parts could not be found.  The part may not have been uploaded, or the "
                + "specified entity tag may not match the part's entity tag.",
                HttpStatusCode.BadRequest, ("UploadId", upload.Id), ("PartNumber", number.ToString()), ("ETag", tag));
    }

    private static string? Child(XElement element, string name) => element.Element(XmlAnswer.Namespace + name)?.Value;
}
