using System.Diagnostics;
using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb;

/// <summary>DynamoDB's own words for a member of the wrong kind of JSON; its streams have the same.</summary>
internal static class MisfitWords
{
    public static string Of(JsonMisfit misfit) => (misfit.Found, misfit.Wanted) switch
    {
        (JsonValueKind.Array, JsonShape.Text or JsonShape.Flag or JsonShape.Integer or JsonShape.Long) =>
            $"Unrecognized collection type class java.lang.{Type(misfit.Wanted)}",
        (JsonValueKind.Array, JsonShape.Bytes) => "Unrecognized collection type class java.nio.ByteBuffer",
        (JsonValueKind.String, JsonShape.Flag) => "Unexpected token received from parser",
        (not JsonValueKind.Object, JsonShape.Text or JsonShape.Flag or JsonShape.Integer or JsonShape.Long) =>
            $"{misfit.Token} cannot be converted to {Type(misfit.Wanted)}",
        _ => misfit.Describe(),
    };

    private static string Type(JsonShape wanted) => wanted switch
    {
        JsonShape.Text => "String",
        JsonShape.Flag => "Boolean",
        JsonShape.Integer => "Integer",
        JsonShape.Long => "Long",
        _ => throw new UnreachableException(),
    };
}
