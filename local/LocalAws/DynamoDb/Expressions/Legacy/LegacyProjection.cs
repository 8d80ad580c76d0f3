using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;

/// <summary>Reads AttributesToGet: whole attributes by name.</summary>
internal static class LegacyProjection
{
    /// <summary>The projection, or null where the request gives none.</summary>
    public static Projection? Read(JsonElement input)
    {
        if (input.Member("AttributesToGet") is null)
            return null;
        List<string> names =
            [.. input.Array("AttributesToGet").Select(static name => AttributeNames.Require(name.AsText()))];
        if (names.Count == 0)
        {
            throw Refusals.Constraint(
                "[]", "attributesToGet", "Member must have length greater than or equal to 1");
        }

        if (names.GroupBy(static name => name).FirstOrDefault(static same => same.Count() > 1) is { Key: var twice })
            throw Refusals.Invalid($"Duplicate value in attribute name: {twice}");
        return Projection.Of(names.Select(static name => new DocumentPath([PathStep.Member(name)])));
    }
}
