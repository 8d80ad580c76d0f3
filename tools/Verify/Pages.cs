using System.Globalization;
using System.Text;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Describe;

namespace WebhookSystem.Verify;

/// <summary>All pages of the catalogue, by file name.</summary>
internal static class Pages
{
    private const string Beginning = """
        # Providers

        Written from `Verification/providers.json` by `dotnet run --project tools/Verify -- --pages docs/providers`.

        A provider that is not here can be added as an entry of that file: no code belongs to any of them.

        ## What is not done

        - Keys that are told only to who signs in (Plaid, eBay, Wise) are not fetched: the key is set as the secret, and
          set anew when the provider changes it. Where keys are published (Amazon SNS and Cognito, PayPal,
          Google Pub/Sub,
          Azure Event Grid, any issuer of bearer tokens), they are fetched.
        - Whose client certificate was met, a gateway has to say: it is not looked at here.
        - Handshakes that ask us to call back (Amazon SNS), or that tell the key in an unsigned request (Asana, Notion),
          are an operator's to complete.
        - Who signs nothing (Docker Hub, Jotform, Mailchimp, Mollie's classic webhooks) is believed by a token in its
          address.

        ## All of them

        | Provider | Entry | How sure |
        |---|---|---|

        """;

    public static IReadOnlyDictionary<string, string> All()
    {
        var pages = Catalogue.Providers.ToDictionary(
            entry => $"{entry.Key}.md", entry => ProviderPage.Of(entry.Key, entry.Value));
        var index = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        foreach (var (id, scheme) in Catalogue.Providers.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            index.Append(CultureInfo.InvariantCulture, $"| {scheme.Name} | [{id}]({id}.md) | ")
                .Append(CultureInfo.InvariantCulture, $"{scheme.Certainty.ToString().ToLowerInvariant()} |\n");
        }

        pages["README.md"] = index.ToString();
        return pages;
    }

    /// <summary>Writes all pages, and takes away those of entries that are gone.</summary>
    public static void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var old in Directory.EnumerateFiles(directory, "*.md"))
            File.Delete(old);
        foreach (var (name, text) in All())
            File.WriteAllText(Path.Combine(directory, name), text);
    }
}
