using System.CommandLine;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using WebhookSystem.Operate.Dead;

namespace WebhookSystem.Operate;

/// <summary>The command line. AWS is found as its SDK does: AWS_ENDPOINT_URL, region and credentials.</summary>
internal static class OperateCommand
{
    private const int PerSecondByDefault = 20;

    private static readonly Option<string?> Source = new("--source") { Description = "Of that source alone" };
    private static readonly Option<string?> Key = new("--key") { Description = "Of that ordering key alone" };
    private static readonly Option<string?> Event = new("--event") { Description = "Of that event alone" };
    private static readonly Option<string?> Text = new("--text") { Description = "With that text in the message" };
    private static readonly Option<bool> Go = new("--go") { Description = "Do it: without this it is only said" };

    private static readonly Option<int> PerSecond = new("--per-second")
    {
        Description = "At most so many messages a second", DefaultValueFactory = _ => PerSecondByDefault,
    };

    private static readonly Option<string> By = new("--by")
    {
        Description = "Who asks, for the record", DefaultValueFactory = _ => Environment.UserName,
    };

    public static RootCommand Build()
    {
        var list = new Command("list", "Says what lies in the dead-letter queues") { Source, Key, Event, Text };
        list.SetAction((given, token) => RunAsync(given, isListed: true, token));
        var redrive = new Command("redrive", "Sends dead letters back to where they failed; says what, without --go")
        {
            Source, Key, Event, Text, Go, PerSecond, By,
        };
        redrive.SetAction((given, token) => RunAsync(given, isListed: false, token));
        return new("The operator's way out of what needs a person.") { list, redrive };
    }

    private static async Task<int> RunAsync(ParseResult given, bool isListed, CancellationToken cancellationToken)
    {
        using var sqs = new AmazonSQSClient();
        using var dynamoDb = new AmazonDynamoDBClient();
        var filter = new DeadFilter(
            given.GetValue(Source), given.GetValue(Key), given.GetValue(Event), given.GetValue(Text));
        var order = isListed || !given.GetValue(Go)
            ? null
            : new RedriveOrder(given.GetValue(By)!, given.GetValue(PerSecond));
        var redrive = new Redrive(sqs, dynamoDb, TimeProvider.System, Console.Out);
        var count = await redrive.RunAsync(filter, order, cancellationToken);
        Console.Out.WriteLine(order is null ? $"{count} messages." : $"{count} messages were sent back.");
        return 0;
    }
}
