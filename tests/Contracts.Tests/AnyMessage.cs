using System.Text;
using System.Text.Json;
using CsCheck;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Tests;

/// <summary>Whatever is sent between the rooms is received, and what nobody sent is refused as such.</summary>
public sealed class AnyMessage
{
    internal static readonly Gen<InboxMessage> Message =
        from names in Texts.Some.Array[4]
        from source in Texts.Source
        from key in Texts.Perhaps
        from type in Texts.Perhaps
        from position in Texts.Position
        from epoch in Texts.Position
        from at in Texts.Instant
        from headers in Texts.Headers
        from isUnique in Gen.Bool
        select new InboxMessage
        {
            DeliveryId = names[0], Source = source, EventId = names[1], EventType = names[2], Configuration = names[3],
            IsUniqueInSource = isUnique, Key = key, Position = position, Epoch = epoch, ReceivedAt = at,
            ContentType = type, ProviderId = type, Headers = headers, Digest = Digest.Of(names[1]),
        };

    private static readonly Gen<OperatorCommand> Command =
        from names in Texts.Some.Array[4]
        from kind in Gen.Enum<CommandKind>()
        from source in Texts.Source
        from route in Texts.Perhaps
        from at in Texts.Instant
        from generation in Gen.Long
        from isDry in Gen.Bool
        select new OperatorCommand
        {
            CommandId = names[0], Kind = kind, RequestedBy = names[1], RequestedAt = at, Source = source,
            Key = names[2], EventId = names[3], Route = route, Generation = generation, DryRun = isDry, After = route,
        };

    [Fact]
    public void An_inbox_message_comes_back_whole() => Gen.Select(Message, Gen.Byte.Array[0, 50]).Sample(
        (message, body) =>
        {
            var sent = message.WithBody(body);

            Assert.Equivalent(sent, InboxMessage.Parse(Encoding.UTF8.GetString(sent.ToUtf8())), strict: true);
            Assert.Equivalent(sent, InboxMessage.Parse(message.ToText(body)), strict: true);
        });

    [Fact]
    public void An_inbox_message_has_no_character_that_the_queue_refuses() => Message.Sample(message =>
        Assert.All(message.ToText(), character => Assert.InRange(character, ' ', '\uFFFD')));

    [Fact]
    public void A_command_comes_back_whole() => Command.Sample(command =>
        Assert.Equal(command, OperatorCommand.Parse(command.ToJson())));

    [Fact]
    public void A_wake_up_comes_back_whole() => Gen.Select(Texts.Source, Texts.Some, Gen.Long, Gen.Int).Sample(
        (source, key, version, seconds) =>
        {
            var wakeUp = new WakeUp(source, key, version, seconds);
            Assert.Equal(wakeUp, WakeUp.Parse(wakeUp.ToJson()));
        });

    [Fact]
    public void What_was_cut_or_changed_on_its_way_is_a_message_or_is_refused_and_nothing_worse() =>
        Gen.Select(Message, Command, Gen.Int[0, 10_000], Gen.Char["{}[]\",:0a\\"]).Sample(
            (message, command, at, character) =>
            {
                Damage(message.ToText("{}"u8), InboxMessage.Parse);
                Damage(command.ToJson(), OperatorCommand.Parse);
                Damage(new WakeUp("s", command.Key!, at, at).ToJson(), WakeUp.Parse);
                Damage(new KeyCursor { Held = [new(at, 0, 0, command.Key!, 0)] }.ToJson(), KeyCursor.Parse);

                void Damage<T>(string text, Func<string, T> parse)
                {
                    var place = at % text.Length;
                    foreach (var damaged in new[] { text[..place], text[..place] + character + text[(place + 1)..] })
                    {
                        if (Record.Exception(() => parse(damaged)) is { } error)
                            Assert.IsType<JsonException>(error, exactMatch: false);
                    }
                }
            });
}
