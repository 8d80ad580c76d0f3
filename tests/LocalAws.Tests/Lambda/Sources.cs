using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Lambda;

/// <summary>Queues, tables and what connects them with functions.</summary>
internal static class Sources
{
    extension(LocalAwsFixture localAws)
    {
        public async Task<(string Url, string Arn)> CreateQueueAsync(string name, int visibilitySeconds = 30)
        {
            var attributes = new Dictionary<string, string> { ["VisibilityTimeout"] = $"{visibilitySeconds}" };
            if (name.EndsWith(".fifo", StringComparison.Ordinal))
                attributes["FifoQueue"] = "true";
            var url = (await localAws.Sqs.CreateQueueAsync(
                new CreateQueueRequest { QueueName = name, Attributes = attributes })).QueueUrl;
            return (url, $"arn:aws:sqs:us-east-1:000000000000:{name}");
        }

        /// <summary>The table's stream; of one shard, unless it is on demand.</summary>
        public async Task<string> CreateTableAsync(string name, bool onDemand = false)
        {
            var created = await localAws.DynamoDb.CreateTableAsync(new CreateTableRequest
            {
                TableName = name,
                BillingMode = onDemand ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED,
                ProvisionedThroughput = onDemand ? null : new(1, 1),
                KeySchema = [new("pk", KeyType.HASH)],
                AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
                StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_IMAGE },
            });
            return created.TableDescription.LatestStreamArn;
        }

        public Task PutAsync(string table, string key, string value = "") =>
            localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new(key), ["v"] = new() { S = value } });

        /// <summary>Creates an event-source mapping; the settings are Lambda's own words.</summary>
        public async Task<string> MapAsync(string function, string sourceArn, JsonObject? settings = null)
        {
            var request = settings ?? [];
            request["FunctionName"] = function;
            request["EventSourceArn"] = sourceArn;
            if (sourceArn.Contains(":dynamodb:", StringComparison.Ordinal))
                request["StartingPosition"] ??= "TRIM_HORIZON";
            var mapping = await localAws.SendAsync(HttpMethod.Post, "/2015-03-31/event-source-mappings/", request);
            return mapping.GetProperty("UUID").GetString()!;
        }

        public async Task<HttpStatusCode> HealthAsync(string function)
        {
            using var answer = await localAws.Http.GetAsync(new Uri($"/_lambda/{function}/health", UriKind.Relative));
            return answer.StatusCode;
        }

        /// <summary>Until a process asks for the function's invocations: before, there is no such function.</summary>
        public Task WaitForAsync(string function) =>
            Eventually.AsTrue(async () => await localAws.HealthAsync(function) == HttpStatusCode.OK);

        public async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject? body = null)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = body is null ? null : JsonContent.Create(body);
            using var answer = await localAws.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonSerializer.Deserialize<JsonElement>(text);
        }

        /// <summary>The next message of a queue, as JSON.</summary>
        public async Task<JsonElement> ReceiveAsync(string queueUrl)
        {
            var answer = await localAws.Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest { QueueUrl = queueUrl, WaitTimeSeconds = 20, MaxNumberOfMessages = 1 });
            return JsonSerializer.Deserialize<JsonElement>(Assert.Single(answer.Messages ?? []).Body);
        }
    }

    extension(JsonElement @event)
    {
        /// <summary>What of each record is asked for, e.g. its body.</summary>
        public string[] Each(Func<JsonElement, string?> select) => [.. (@event.ValueKind == JsonValueKind.Array
            ? @event : @event.GetProperty("Records")).EnumerateArray().Select(record => select(record)!)];

        public string[] Bodies() => @event.Each(static record => record.GetProperty("body").GetString());

        public string[] Values() => @event.Each(
            static record =>
                record.GetProperty("dynamodb").GetProperty("NewImage").GetProperty("v").GetProperty("S").GetString());
    }

    /// <summary>The answer of a function that names what failed.</summary>
    public static string Failures(params IEnumerable<string> ids) =>
        $$"""{"batchItemFailures":[{{string.Join(',', ids.Select(id => $$"""{"itemIdentifier":"{{id}}"}"""))}}]}""";
}
