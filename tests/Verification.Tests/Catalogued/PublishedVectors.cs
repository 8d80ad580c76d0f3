using WebhookSystem.Verify;

namespace WebhookSystem.Verification.Tests.Catalogued;

/// <summary>The providers' own test vectors, not ours to hand on: read where they are, else skipped.</summary>
public sealed class PublishedVectors
{
    private const string Variable = "PROVIDER_VECTORS";

    /// <summary>Nothing to be judged: a signature without its request, and one without its certificate.</summary>
    private static readonly string[] NoRequests = ["adyen-classic-hpp-escaping", "paypal-sandbox-sample"];

    [Fact]
    public void Are_believed_and_refused_as_published()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(File.Exists(path), $"{Variable} names no file of vectors.");

        var vectors = VectorFile.Read(path!).Where(vector => !NoRequests.Contains(vector.Id));

        Assert.All(vectors, vector => Assert.Equal(vector.Expected == "accept", Judge.Of(vector).Accepts));
    }
}
