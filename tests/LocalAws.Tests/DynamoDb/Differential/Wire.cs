using System.Text;
using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>One call as it goes over the wire.</summary>
/// <param name="Operation">As the protocol names it.</param>
/// <param name="Input">The request.</param>
/// <param name="IsRepeated">It has been sent before, token and all.</param>
internal sealed record Call(string Operation, JsonObject Input, bool IsRepeated = false)
{
    public override string ToString() => $"{Operation} {Input.ToJsonString()}";
}

/// <summary>What came back: the error's code without its namespace, or null, and the normalised body.</summary>
internal sealed record Answer(string? Error, JsonObject Body)
{
    /// <summary>The error of a server that answered with no error of AWS's.</summary>
    public const string Crash = "Crash";

    public string Words => (Body["message"] ?? Body["Message"])?.GetValue<string>() ?? "";

    /// <summary>The codes with which a transaction was cancelled.</summary>
    public IEnumerable<string> Reasons => (Body["CancellationReasons"] as JsonArray ?? [])
        .Select(static reason => reason!["Code"]!.GetValue<string>());

    public override string ToString() => $"{Error ?? "ok"} {Body.ToJsonString()}";
}

/// <summary>Speaks the protocol itself, so that both servers get the same bytes.</summary>
internal sealed class Wire(HttpClient client, Uri endpoint)
{
    private const string Authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
        + "SignedHeaders=host, Signature=none";

    public async Task<Answer> SendAsync(Call call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        var isOfStreams = call.Operation is "DescribeStream" or "GetShardIterator" or "GetRecords";
        request.Headers.Add("X-Amz-Target", $"DynamoDB{(isOfStreams ? "Streams" : "")}_20120810.{call.Operation}");
        request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        request.Content = new StringContent(call.Input.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!text.StartsWith('{'))
            return new(Answer.Crash, []);
        var body = JsonNode.Parse(text)!.AsObject();
        return new(response.IsSuccessStatusCode ? null : body["__type"]!.GetValue<string>().Split('#')[^1], body);
    }
}
