using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SecurityToken;
using Amazon.SQS;

namespace WebhookSystem.LocalAws.Tests.Offered;

/// <summary>Who calls an operation: the product, a test, a program beside them, a command in the documents.</summary>
internal static partial class Callers
{
    private static readonly string Root = typeof(Callers).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "RepositoryRoot").Value!;

    private static readonly string[] Product =
    [
        "AppHost", "Client", "Contracts", "Dashboard", "Ingress", "Lean", "Orderer", "Processor", "ServiceDefaults",
        "local",
    ];

    // Where the SDK's name is not the API's.
    private static readonly Dictionary<string, string> ApiNames = new(StringComparer.Ordinal)
    {
        ["CopyPart"] = "UploadPartCopy",
        ["DeleteLifecycleConfiguration"] = "DeleteBucketLifecycle",
        ["GetACL"] = "GetBucketAcl",
        ["GetLifecycleConfiguration"] = "GetBucketLifecycleConfiguration",
        ["GetObjectMetadata"] = "HeadObject",
        ["InitiateMultipartUpload"] = "CreateMultipartUpload",
        ["PutBucket"] = "CreateBucket",
        ["PutLifecycleConfiguration"] = "PutBucketLifecycleConfiguration",
    };

    private static readonly (string Service, Type Client)[] Clients =
    [
        ("dynamodb", typeof(IAmazonDynamoDB)),
        ("dynamodbstreams", typeof(AmazonDynamoDBStreamsClient)),
        ("sqs", typeof(IAmazonSQS)),
        ("secretsmanager", typeof(IAmazonSecretsManager)),
        ("s3", typeof(IAmazonS3)),
        ("sts", typeof(IAmazonSecurityTokenService)),
    ];

    /// <summary>What the product calls through an SDK, and what the documents tell to type.</summary>
    public static IReadOnlySet<string> OfProductAndDocuments { get; } =
        Called(Product.SelectMany(static folder => Files(folder, "*.cs"))).Concat(Typed()).ToHashSet();

    /// <summary>All that anybody calls through an SDK; tests also call what is to be refused.</summary>
    public static IReadOnlySet<string> OfAnybody { get; } = OfProductAndDocuments
        .Concat(Called(new[] { "tests", "bench" }.SelectMany(static folder => Files(folder, "*.cs")))).ToHashSet();

    private static readonly string OutsideOfLocalAws = string.Join('\n',
        Product.Concat(["tests", "bench"]).SelectMany(static folder => Files(folder, "*.cs"))
            .Where(static path => !path.Contains("/LocalAws/", StringComparison.Ordinal)
                && !path.Contains("/Offered/", StringComparison.Ordinal))
            .Select(File.ReadAllText));

    /// <summary>Whether somebody asks for this path; there is no SDK for it here.</summary>
    public static bool AskFor(OfferedOperation operation)
    {
        var last = operation.Path.Split('/').Last(static part => part.Length > 1 && !char.IsAsciiDigit(part[0]));
        return OutsideOfLocalAws.Contains($"{last}\"", StringComparison.Ordinal)
            || OutsideOfLocalAws.Contains($"{last}/", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Called(IEnumerable<string> files)
    {
        var operations = Clients.SelectMany(static service => service.Client.GetMethods()
            .Where(static method => method.GetParameters() is [{ ParameterType.Name: var request }, ..]
                && request == method.Name.Replace("Async", "Request", StringComparison.Ordinal))
            .Select(method => (method.Name, Operation: $"{service.Service}:{ApiNameOf(method.Name)}")))
            .ToLookup(static one => one.Name, static one => one.Operation);
        return files.Where(static path => !path.Contains("/Offered/", StringComparison.Ordinal))
            .Select(File.ReadAllText).SelectMany(text => SdkCall().Matches(text)
                .SelectMany(match => operations[match.Groups[1].Value])
                .Concat(Target().Matches(text).Select(static match => $"{match.Groups[1]}:{match.Groups[2]}")));
    }

    private static string ApiNameOf(string method)
    {
        var name = method[..^"Async".Length];
        return ApiNames.GetValueOrDefault(name, name);
    }

    private static IEnumerable<string> Typed() =>
        from path in Files("", "*.md")
        from match in Command().Matches(File.ReadAllText(path))
        from operation in OperationsOf(match.Groups[1].Value, match.Groups[2].Value)
        select operation;

    private static string[] OperationsOf(string service, string command) => (service, command) switch
    {
        ("s3", "ls") => ["s3:ListBuckets", "s3:ListObjectsV2"],
        ("s3", "cp") => ["s3:PutObject", "s3:GetObject", "s3:HeadObject", "s3:CopyObject"],
        ("s3", "rm") => ["s3:DeleteObject", "s3:ListObjectsV2"],
        _ => [$"{service}:{string.Concat(command.Split('-').Select(Capitalised))}"],
    };

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}"));

    [GeneratedRegex(@"\.(\w+Async)\(")]
    private static partial Regex SdkCall();

    [GeneratedRegex(@"""(secretsmanager)\.(\w+)""")]
    private static partial Regex Target();

    [GeneratedRegex("aws (dynamodb|dynamodbstreams|sqs|secretsmanager|s3|sts|lambda|pipes) ([a-z][a-z-]*[a-z])")]
    private static partial Regex Command();
}
