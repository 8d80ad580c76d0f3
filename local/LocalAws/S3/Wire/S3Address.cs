using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>Finds bucket and key: in the path, or the bucket in the host's name (<c>bucket.s3.localhost</c>).</summary>
internal static class S3Address
{
    private const int KeyBytesMax = 1024;
    private const string LocalDomain = ".localhost";

    public static S3Request Find(HttpContext context)
    {
        // Not the decoded path: a key may hold what a path would lose, such as "a//b", "../" or an encoded slash.
        var path = PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var bucket = BucketOfHost(context.Request.Host.Host);
        var key = path;
        if (bucket.Length == 0)
        {
            var slash = path.IndexOf('/', StringComparison.Ordinal);
            bucket = Uri.UnescapeDataString(slash < 0 ? path : path[..slash]);
            key = slash < 0 ? "" : path[(slash + 1)..];
        }

        key = Uri.UnescapeDataString(key);
        return Encoding.UTF8.GetByteCount(key) <= KeyBytesMax
            ? new(context, bucket, key)
            : throw new S3Exception("KeyTooLongError", "Your key is too long", HttpStatusCode.BadRequest);
    }

    private static string PathOf(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        if (!path.StartsWith('/') && Uri.TryCreate(path, UriKind.Absolute, out var address))
            path = address.AbsolutePath;
        return path.TrimStart() is ['/', .. var rest] ? rest : path;
    }

    private static string BucketOfHost(string host)
    {
        if (!host.EndsWith(LocalDomain, StringComparison.OrdinalIgnoreCase))
            return "";
        var labels = host[..^LocalDomain.Length].Split('.');
        var service = Array.FindLastIndex(labels, static label => label == "s3");
        return string.Join('.', service < 0 ? labels : labels[..service]);
    }
}
