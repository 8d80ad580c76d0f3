using System.Text.Json;

namespace WebhookSystem.LocalAws.Sqs.Operations;

/// <summary>One operation of the API.</summary>
internal interface IOperation
{
    /// <summary>As X-Amz-Target names it, e.g. <c>SendMessage</c>.</summary>
    string Name { get; }

    /// <summary>Carries the call out and writes the members of the answer object.</summary>
    void Invoke(JsonElement input, Utf8JsonWriter output);
}
