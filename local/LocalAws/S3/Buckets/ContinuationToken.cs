using System.Buffers.Text;
using System.Text;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>Where a listing goes on, as a token that says nothing to its bearer.</summary>
internal static class ContinuationToken
{
    public static string Of(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last));

    public static string Parse(string token)
    {
        if (token.Length == 0)
            throw Incorrect(null);
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            throw Incorrect(token);
        }
    }

    private static S3Exception Incorrect(string? token) => Refusals.InvalidArgument(
        "continuation-token", token, "The continuation token provided is incorrect");
}
