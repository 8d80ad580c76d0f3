using System.Text;
using System.Text.Json;

namespace WebhookSystem.LocalAws.Tests;

/// <summary>Calls as they go over the wire, for what an SDK would not send.</summary>
internal static class JsonCalls
{
    extension(LocalAwsFixture localAws)
    {
        /// <summary>The answer, or what is said against the call: <c>Code: message</c>.</summary>
        public Task<string> CallAsync(string target, string body) => localAws.Http.CallAsync(target, body);
    }

    extension(HttpClient http)
    {
        /// <summary>The same, with what else the client sends.</summary>
        public async Task<string> CallAsync(string target, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0"),
            };
            request.Headers.Add("X-Amz-Target", target);
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
                return text;
            var error = JsonSerializer.Deserialize<JsonElement>(text);
            var message = error.EnumerateObject()
                .Single(static member => member.Name.Equals("message", StringComparison.OrdinalIgnoreCase)).Value;
            return $"{error.GetProperty("__type").GetString()!.Split('#')[^1]}: {message}";
        }
    }
}
