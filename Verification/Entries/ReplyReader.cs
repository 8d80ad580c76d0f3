using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Greet;

namespace WebhookSystem.Verification.Entries;

/// <summary>Reads what an entry says of greetings, and of answers.</summary>
internal static class ReplyReader
{
    private static readonly Location Nowhere = new(LocationKind.Body, "");

    public static Reply Reply(Member part) => part.Fold(new Reply(), static (reply, member) => member.Name switch
    {
        "status" => reply with { Status = member.Whole() },
        "type" => reply with { Type = member.Text() },
        "text" => reply with { Text = member.Text() },
        "headers" => reply with { Headers = member.ByName(static header => header.Text()) },
        _ => member.Unknown(reply),
    });

    public static Handshake Handshake(Member part)
    {
        part.Requires("where");
        part.Requires("reply");
        return part.Fold(
            new Handshake { Where = Nowhere, Reply = new() }, static (handshake, member) => member.Name switch
            {
                "where" => handshake with { Where = member.Location() ?? Nowhere },
                "is" => handshake with { Is = member.Text() },
                "without" => handshake with { Without = member.Location() },
                "reply" => handshake with { Reply = Reply(member) },
                _ => member.Unknown(handshake),
            });
    }

    public static Greeting Greeting(Member part) => part.Fold(
        new Greeting(), static (greeting, member) => member.Name switch
        {
            "method" => greeting with { Method = member.Text() },
            "when" => greeting with { When = member.Each(PartReader.Condition) },
            "token" => greeting with { Token = member.PlaceIn() },
            "tokenName" => greeting with { TokenName = member.Text() },
            "reply" => greeting with { Reply = Reply(member) },
            _ => member.Unknown(greeting),
        });
}
