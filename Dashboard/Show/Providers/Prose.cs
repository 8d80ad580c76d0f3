using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using WebhookSystem.Dashboard.Show.Parts;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Describe;

namespace WebhookSystem.Dashboard.Show.Providers;

/// <summary>A provider's page as it stands in the documents, for a browser.</summary>
internal static class Prose
{
    private const string PageSuffix = ".md";

    /// <summary>An entry may be anybody's: what looks like HTML in it is text.</summary>
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    public static MarkupString Of(string id, Scheme scheme)
    {
        var page = Markdown.Parse(ProviderPage.Of(id, scheme), Pipeline);
        foreach (var link in page.Descendants<LinkInline>())
        {
            if (link.Url is { } url && url.EndsWith(PageSuffix, StringComparison.Ordinal))
                link.Url = Links.Provider(url[..^PageSuffix.Length]);
            else if (!Uri.TryCreate(link.Url, UriKind.Absolute, out var target) || target.Scheme != Uri.UriSchemeHttps)
                link.Url = "";
        }

        return new(page.ToHtml(Pipeline));
    }
}
