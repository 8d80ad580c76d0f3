using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;
using WebhookSystem.LocalAws.DynamoDb.Operations;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;

/// <summary>Reads AttributeUpdates: an action for each attribute, never within one.</summary>
internal static class LegacyUpdate
{
    /// <summary>The update, or null where the request gives none.</summary>
    public static Update? Read(JsonElement input) => input.Member("AttributeUpdates") is not { } given
        ? null
        : new([.. given.EnumerateMembers().Select(static one => ReadAction(one.Name, one.Value))])
        {
            WrongType = "Type mismatch for attribute to update",
        };

    private static UpdateAction ReadAction(string attribute, JsonElement given)
    {
        var path = new DocumentPath([PathStep.Member(attribute)]);
        var action = given.OneOf("Action", "PUT", "DELETE", "PUT", "ADD");
        var value = given.Member("Value") is { } element ? ValueReader.Read(element) : null;
        return (action, value) switch
        {
            ("DELETE", null) => new UpdateAction.Remove(path),
            (_, null) => throw Refusals.Invalid("Only DELETE action is allowed when no attribute value is specified"),
            ("DELETE", SetValue elements) => new UpdateAction.Delete(path, elements),
            ("DELETE", _) => throw Refusals.Invalid(
                $"DELETE action with value is not supported for the type {value.Type}"),
            ("ADD", NumberValue or SetValue or ListValue) => new UpdateAction.Add(path, value),
            ("ADD", _) => throw Refusals.Invalid($"ADD action is not supported for the type {value.Type}"),
            _ => new UpdateAction.Set(path, new UpdateValue.Literal(value)),
        };
    }
}
