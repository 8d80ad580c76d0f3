using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.SecretsManager;
using Amazon.SQS;

namespace WebhookSystem.LocalAws.Tests.Ledger;

/// <summary>
/// What the product calls and the documents tell to type is what is offered: every such operation is known to the
/// server, whatever it thinks of an empty request.
/// </summary>
public sealed partial class OfferedOperations(LocalAwsFixture aws) : IClassFixture<LocalAwsFixture>
{
    private static readonly string[] Product =
        ["Contracts", "Ingress", "Processor", "Orderer", "Dashboard", "ServiceDefaults", "AppHost", "local"];

    private static readonly string Root = typeof(OfferedOperations).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "RepositoryRoot").Value!;

    private static readonly (string Command, string Target, Type Client)[] Services =
    [
        ("dynamodb", "DynamoDB_20120810", typeof(IAmazonDynamoDB)),
        ("dynamodbstreams", "DynamoDBStreams_20120810", typeof(AmazonDynamoDBStreamsClient)),
        ("sqs", "AmazonSQS", typeof(IAmazonSQS)),
        ("secretsmanager", "secretsmanager", typeof(IAmazonSecretsManager)),
    ];

    [Fact]
    public async Task What_the_product_calls_and_the_documents_type_is_offered()
    {
        var called = Called().Concat(Typed()).Distinct().ToList();
        Assert.Contains("DynamoDB_20120810.UpdateItem", called);
        Assert.Contains("AmazonSQS.SendMessage", called);

        var refused = new List<string>();
        foreach (var target in called)
        {
            if ((await AnswerAsync(target)).Contains("UnknownOperationException", StringComparison.Ordinal))
                refused.Add(target);
        }

        Assert.Empty(refused);
    }

    [Fact]
    public async Task What_is_not_offered_is_refused_by_name() => Assert.Contains(
        "LocalAws does not offer DynamoDB CreateBackup.",
        await AnswerAsync("DynamoDB_20120810.CreateBackup"),
        StringComparison.Ordinal);

    private static IEnumerable<string> Called()
    {
        var operations = Services.SelectMany(static service => service.Client.GetMethods()
            .Where(static method => method.GetParameters() is [{ ParameterType.Name: var request }, ..]
                && request == method.Name.Replace("Async", "Request", StringComparison.Ordinal))
            .Select(method => (method.Name, Target: $"{service.Target}.{method.Name[..^"Async".Length]}")))
            .ToLookup(static one => one.Name, static one => one.Target);
        return Product.SelectMany(static folder => Files(folder, "*.cs"))
            .SelectMany(static path => SdkCall().Matches(File.ReadAllText(path)))
            .SelectMany(match => operations[match.Groups[1].Value]);
    }

    private static IEnumerable<string> Typed() =>
        from path in Files("", "*.md")
        from match in Command().Matches(File.ReadAllText(path))
        from service in Services
        where service.Command == match.Groups[1].Value
        select $"{service.Target}.{string.Concat(match.Groups[2].Value.Split('-').Select(Capitalised))}";

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}"));

    private async Task<string> AnswerAsync(string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        request.Headers.Add("X-Amz-Target", target);
        using var answer = await aws.Http.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"\.(\w+Async)\(")]
    private static partial Regex SdkCall();

    [GeneratedRegex("aws (dynamodb|dynamodbstreams|sqs|secretsmanager) ([a-z][a-z-]+[a-z])")]
    private static partial Regex Command();
}
