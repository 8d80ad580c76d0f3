using System.Diagnostics;
using System.Text.Json.Nodes;

namespace WebhookSystem.Infrastructure.Tests.Policy;

/// <summary>
/// What the roles of a template may do: IAM's rule for policies of one account without denials. What is not allowed is
/// denied; a resource matches by its ARN, in which * stands for anything.
/// </summary>
internal sealed class RolePolicies
{
    private readonly Dictionary<string, JsonNode> _resources;

    public RolePolicies(Synthesized template)
    {
        _resources = template.Resources.ToDictionary(one => one.Id, one => template.Json["Resources"]![one.Id]!);
        Granted = [.. template.Resources.Where(one => one.Type == "AWS::IAM::Policy").SelectMany(GrantsOf)];
    }

    /// <summary>Every action on every resource that a role is granted, each once.</summary>
    public IReadOnlyList<Granted> Granted { get; }

    public Granted? Allowing(string owner, string action, string resource) => Granted.FirstOrDefault(
        grant => grant.Owner == owner && grant.Action == action && Matches(grant.Resource, resource));

    /// <summary>A table's stream has the time of its creation in its name, secrets end in chosen letters.</summary>
    private static bool Matches(string pattern, string resource) =>
        pattern == resource || (pattern.EndsWith('*') && resource.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private IEnumerable<Granted> GrantsOf((string Id, string Type, JsonNode Properties) policy) =>
        from role in policy.Properties["Roles"]!.AsArray()
        let owner = OwnerOf(role!["Ref"]!.GetValue<string>())
        from statement in policy.Properties["PolicyDocument"]!["Statement"]!.AsArray()
        from action in Many(statement!["Action"]!)
        from resource in Many(statement["Resource"]!)
        select new Granted(owner, action.GetValue<string>(), Text(resource));

    /// <summary>The function whose role it is, by its name; else the role's own name.</summary>
    private string OwnerOf(string role) => _resources.Values
        .Where(one => one["Type"]!.GetValue<string>() == "AWS::Lambda::Function")
        .Select(one => one["Properties"]!)
        .Where(function => function["Role"]?["Fn::GetAtt"]?[0]?.GetValue<string>() == role)
        .Select(function => function["FunctionName"]!.GetValue<string>()["webhook-".Length..])
        .FirstOrDefault() ?? ContainerOf(role) ?? (role.StartsWith("pipe", StringComparison.Ordinal) ? "pipe" : role);

    private string? ContainerOf(string role) => _resources.Values
        .Where(one => one["Type"]!.GetValue<string>() == "AWS::ECS::TaskDefinition")
        .Select(one => one["Properties"]!)
        .Where(task => task["TaskRoleArn"]?["Fn::GetAtt"]?[0]?.GetValue<string>() == role)
        .Select(task => task["ContainerDefinitions"]![0]!["Name"]!.GetValue<string>())
        .FirstOrDefault();

    private string Text(JsonNode value) => value switch
    {
        JsonValue text => text.GetValue<string>(),
        JsonObject reference when reference["Ref"] is { } name => Pseudo(name.GetValue<string>()),
        JsonObject call when call["Fn::GetAtt"] is JsonArray attribute =>
            ArnOf(attribute[0]!.GetValue<string>(), attribute[1]!.GetValue<string>()),
        JsonObject call when call["Fn::Join"] is JsonArray join =>
            string.Join(join[0]!.GetValue<string>(), join[1]!.AsArray().Select(part => Text(part!))),
        _ => throw new UnreachableException(value.ToJsonString()),
    };

    private string Pseudo(string name) => name switch
    {
        "AWS::Region" => "us-east-1",
        "AWS::AccountId" => "000000000000",
        "AWS::Partition" => "aws",
        _ when _resources[name]["Type"]!.GetValue<string>() == "AWS::SecretsManager::Secret" =>
            Arns.OfSecret(Name(name, "Name")) + "-*",
        _ => throw new UnreachableException(name),
    };

    private string ArnOf(string id, string attribute) => (_resources[id]["Type"]!.GetValue<string>(), attribute) switch
    {
        ("AWS::SQS::Queue", _) => Arns.OfQueue(Name(id, "QueueName")),
        ("AWS::DynamoDB::Table", "StreamArn") => Arns.OfTable(Name(id, "TableName")) + "/stream/*",
        ("AWS::DynamoDB::Table", _) => Arns.OfTable(Name(id, "TableName")),
        ("AWS::S3::Bucket", _) => Arns.OfBucket(Name(id, "BucketName")),
        ("AWS::Lambda::Function", _) => Arns.OfFunction(Name(id, "FunctionName")),
        ("AWS::Logs::LogGroup", _) => $"arn:aws:logs:us-east-1:000000000000:log-group:{Name(id, "LogGroupName")}:*",
        var other => throw new UnreachableException(other.ToString()),
    };

    private string Name(string id, string property) => Text(_resources[id]["Properties"]![property]!);

    private static IEnumerable<JsonNode> Many(JsonNode value) =>
        value is JsonArray several ? several.Select(one => one!) : [value];
}

/// <param name="Owner">Of the role: a room, or the pipe.</param>
internal sealed record Granted(string Owner, string Action, string Resource);
