using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using Amazon;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>What a bucket may be called, and where it may lie.</summary>
internal static partial class BucketName
{
    private static readonly FrozenSet<string> Regions =
        RegionEndpoint.EnumerableAllRegions.Select(static region => region.SystemName).ToFrozenSet();

    public static bool IsRegion(string name) => Regions.Contains(name);

    public static void Check(string name)
    {
        if (!Allowed.IsMatch(name) || name.Contains("..", StringComparison.Ordinal) || IPAddress.TryParse(name, out _))
        {
            throw new S3Exception(
                "InvalidBucketName", "The specified bucket is not valid.", HttpStatusCode.BadRequest,
                ("BucketName", name));
        }
    }

    public static void CheckRegion(string constraint)
    {
        // The region of this endpoint is named by naming none.
        if (constraint == BucketOperations.HomeRegion || !(IsRegion(constraint) || constraint == "EU"))
        {
            throw new S3Exception(
                "InvalidLocationConstraint", "The specified location-constraint is not valid",
                HttpStatusCode.BadRequest, ("LocationConstraint", constraint));
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Allowed { get; }
}
