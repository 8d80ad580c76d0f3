using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.Lambda.Pipes;

/// <summary>CreatePipe in Pipes' own words.</summary>
internal static class PipeCalls
{
    extension(LocalAwsFixture localAws)
    {
        public async Task CreatePipeAsync(
            string name, string stream, string target, JsonObject? targetParameters = null, JsonObject? source = null)
        {
            var parameters = source ?? [];
            parameters["StartingPosition"] ??= "TRIM_HORIZON";
            await localAws.SendAsync(HttpMethod.Post, $"/v1/pipes/{name}", new()
            {
                ["Source"] = stream,
                ["Target"] = target,
                ["RoleArn"] = "arn:aws:iam::000000000000:role/pipe",
                ["SourceParameters"] = new JsonObject { ["DynamoDBStreamParameters"] = parameters },
                ["TargetParameters"] = targetParameters,
            });
        }

        /// <returns>What is said against it.</returns>
        public async Task<string> RefusedPipeAsync(JsonObject body)
        {
            using var content = new StringContent(body.ToJsonString());
            using var answer = await localAws.Http.PostAsync(new Uri("/v1/pipes/refused", UriKind.Relative), content);
            Assert.Equal("ValidationException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
