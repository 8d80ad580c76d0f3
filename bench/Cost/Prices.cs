using System.Text.Json;

namespace WebhookSystem.Bench.Cost;

/// <summary>What AWS asks for a unit, as <c>prices.json</c> has it.</summary>
internal sealed record Prices(
    string Region, string Noted, string Note, double HttpApiRequest, double LambdaRequest, double LambdaGbSecondArm,
    double SqsStandardRequest, double SqsFifoRequest, double DynamoDbWriteUnit, double DynamoDbReadUnit, double S3Put,
    double S3Get, double PipesRequest)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Prices Load() => JsonSerializer.Deserialize<Prices>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cost", "prices.json")), Web)!;
}
