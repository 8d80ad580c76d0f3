using WebhookSystem.Verification.Describe;
using WebhookSystem.Verify;

namespace WebhookSystem.Verification.Tests.Catalogued;

/// <summary>The pages say what the catalogue says.</summary>
public sealed class ProviderPages
{
    private static readonly string Directory = Path.Combine(Repository.Root, "docs/providers");

    [Fact]
    public void Are_those_that_the_catalogue_comes_to()
    {
        var pages = Pages.All();

        Assert.Equal(
            pages.Keys.Order(StringComparer.Ordinal),
            System.IO.Directory.EnumerateFiles(Directory).Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.Equal(page.Value, File.ReadAllText(Path.Combine(Directory, page.Key))));
    }

    [Fact]
    public void Say_of_what_is_not_official_that_it_is_not_checked() => Assert.All(
        Catalogue.Providers.Where(entry => entry.Value.Certainty != Facts.Certainty.Official),
        entry => Assert.Contains("**Not checked", ProviderPage.Of(entry.Key, entry.Value)));
}
