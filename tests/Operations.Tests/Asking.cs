using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Fixtures;
using WebhookSystem.Operations.Commands;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Operations.Tests;

/// <summary>The Orderer is asked by a message and answers by a record.</summary>
public sealed class Asking : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private ProvisionedAws? _aws;

    private ProvisionedAws Aws => _aws ?? throw new InvalidOperationException("LocalAws has not been started.");

    private CommandDesk Desk => new(Aws.Sqs, new(Aws.Sqs), Aws.DynamoDb, TimeProvider.System);

    public async ValueTask InitializeAsync() => _aws = await ProvisionedAws.StartAsync();

    public ValueTask DisposeAsync() => Aws.DisposeAsync();

    [Fact]
    public async Task A_command_is_a_message_and_its_record_is_the_answer()
    {
        var command = Desk.New(CommandKind.Release, "someone") with
        {
            Source = "standard", Key = "a", EventId = "msg_1", DryRun = true,
        };

        await Desk.SendAsync(command, default);
        var asking = Desk.AnswerAsync(command, Patience, default);
        var sent = Assert.Single(await Aws.DrainAsync(Topology.Queues.Commands));
        var record = CommandRecord.Of(OperatorCommand.Parse(sent.Body), "It would be sent.", Aws.Time.GetUtcNow());
        await Aws.DynamoDb.PutItemAsync(Topology.Table.Name, record.ToItem().ToAttributes());

        Assert.Equal("It would be sent.", (await asking)!.Outcome);
    }

    [Fact]
    public async Task What_is_not_answered_in_time_is_said_to_be_so() => Assert.Null(await Desk.AnswerAsync(
        Desk.New(CommandKind.Check, "someone"), TimeSpan.FromMilliseconds(1), default));

    [Fact]
    public async Task A_reset_ends_the_generation_that_the_key_is_in()
    {
        Assert.Null(await Desk.GenerationAsync("standard", "a", default));

        var item = CursorItem.Of("standard", "a", new KeyCursor { Version = 1, Generation = 3 }, Aws.Time.GetUtcNow());
        await Aws.DynamoDb.PutItemAsync(Topology.Table.Name, item.ToAttributes());

        Assert.Equal(3, await Desk.GenerationAsync("standard", "a", default));
    }
}
