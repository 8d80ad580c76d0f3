using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification.Entries;

/// <summary>Reads the parts of an entry.</summary>
internal static class PartReader
{
    public static Condition Condition(Member part) => part.Fold(new Condition(), static (condition, member) =>
        member.Name switch
        {
            "where" => condition with { Where = member.PlaceIn() },
            "is" => condition with { Is = member.Text() },
            "present" => condition with { Present = member.Flag() },
            "isBodyDigest" => condition with { IsBodyDigest = member.Flag() },
            "https" => condition with { Https = member.Texts() },
            "emptyBody" => condition with { EmptyBody = member.Flag() },
            _ => member.Unknown(condition),
        });

    public static ContentChoice ContentChoice(Member part)
    {
        part.Requires("content");
        return part.Fold(new ContentChoice { Content = "" }, static (choice, member) => member.Name switch
        {
            "when" => choice with { When = Condition(member) },
            "content" => choice with { Content = member.Text() },
            _ => member.Unknown(choice),
        });
    }

    public static TokenRules Token(Member part) => part.Fold(
        new TokenRules { Algorithms = [] }, static (rules, member) => member.Name switch
        {
            "algorithms" => rules with { Algorithms = member.Each(static word => word.OneOf<TokenAlgorithm>()) },
            "issuer" => rules with { Issuer = member.Text() },
            "bodyHash" => rules with { BodyHash = member.Text() },
            "bodyHashEncoding" => rules with { BodyHashEncoding = member.OneOf<BytesEncoding>() },
            "urlHash" => rules with { UrlHash = member.Text() },
            "requestHash" => rules with { RequestHash = member.Flag() },
            "isBody" => rules with { IsBody = member.Flag() },
            "untilExpiry" => rules with { UntilExpiry = member.Flag() },
            "claims" => rules with { Claims = member.ByName(static claim => claim.Text()) },
            "fromSecret" => rules with { FromSecret = member.Texts() },
            _ => member.Unknown(rules),
        });

    public static Published Published(Member part)
    {
        part.Requires("address");
        return part.Fold(new Published { Address = "" }, static (published, member) => member.Name switch
        {
            "address" => published with { Address = member.Text() },
            "hosts" => published with { Hosts = member.Texts() },
            "path" => published with { Path = member.Text() },
            "subject" => published with { Subject = member.Text() },
            "needs" => published with { Needs = member.Texts() },
            _ => member.Unknown(published),
        });
    }

    public static Batch Batch(Member part) => part.Fold(new Batch(), static (batch, member) => member.Name switch
    {
        "at" => batch with { At = member.Text() },
        "eachIsSigned" => batch with { EachIsSigned = member.Flag() },
        _ => member.Unknown(batch),
    });

    public static Deliveries Deliveries(Member part)
    {
        part.Requires("certainty");
        return part.Fold(
            new Deliveries { Certainty = Certainty.Unstated }, static (deliveries, member) => member.Name switch
            {
                "answerWithin" => deliveries with { AnswerWithin = member.Duration() },
                "retries" => deliveries with { Retries = member.Whole() },
                "retriedFor" => deliveries with { RetriedFor = member.Duration() },
                "certainty" => deliveries with { Certainty = member.OneOf<Certainty>() },
                _ => member.Unknown(deliveries),
            });
    }

    public static Dictionary<string, Place> Pinned(Member part) => part.ByName(static place => place.PlaceIn())
        .Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value!);

    public static Location[] Locations(Member part) =>
        [.. part.Each(static location => location.Location()).OfType<Location>()];
}
