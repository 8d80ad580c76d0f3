using System.Globalization;
using CsCheck;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Ingress.Tests.Extracting;

public sealed class PositionsInBodies
{
    [Theory]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("\"9007199254740993\"", "9007199254740993")]
    [InlineData("170141183460469231731687303715884105727", "170141183460469231731687303715884105727")]
    [InlineData("170141183460469231731687303715884105728", null)]
    [InlineData("-1", "-1")]
    [InlineData("1.0", null)]
    [InlineData("1e3", null)]
    [InlineData("1e99999", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void A_sequence_is_an_exact_integer(string json, string? expected) =>
        Assert.Equal(expected, Text(OrderingMode.Sequence, json));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1700000000", "1700000000000000000")]
    [InlineData("99999999999", "99999999999000000000")]
    [InlineData("1700000000123", "1700000000123000000")]
    [InlineData("1700000000123456", "1700000000123456000")]
    [InlineData("1700000000123456789", "1700000000123456789")]
    [InlineData("\"1700000000.000005\"", "1700000000000005000")]
    [InlineData("1700000000.1234567891", "1700000000123456789")]
    [InlineData("1700000000123.5", "1700000000123500000")]
    [InlineData("\"2023-11-14T22:13:20Z\"", "1700000000000000000")]
    [InlineData("\"2023-11-14t22:13:20z\"", "1700000000000000000")]
    [InlineData("\"2023-11-15T00:13:20.123456789+02:00\"", "1700000000123456789")]
    [InlineData("\"2023-11-14T17:13:20.5-05:00\"", "1700000000500000000")]
    [InlineData("\"1969-12-31T23:59:59.25Z\"", "-750000000")]
    [InlineData("\"2016-12-31T23:59:60Z\"", "1483228800000000000")]
    [InlineData("\"2024-02-29T00:00:00Z\"", "1709164800000000000")]
    [InlineData("\"2023-02-29T00:00:00Z\"", null)]
    [InlineData("\"2023-11-14T22:13:20\"", null)]
    [InlineData("\"2023-11-14T24:13:20Z\"", null)]
    [InlineData("\"2023-11-14T22:13:20.Z\"", null)]
    [InlineData("\"2023-11-14T22:13:20+0200\"", null)]
    [InlineData("\"2023-11-14T22:13:20Z \"", null)]
    [InlineData("\"0000-00-00T00:00:00Z\"", null)]
    [InlineData("\"２０23-11-14T22:13:20Z\"", null)]
    [InlineData("-5", null)]
    [InlineData("1.7e9", null)]
    [InlineData("1e99999", null)]
    [InlineData("99999999999999999999999", null)]
    [InlineData("\"soon\"", null)]
    public void An_instant_is_exact_to_the_nanosecond(string json, string? expected) =>
        Assert.Equal(expected, Text(OrderingMode.Timestamp, json));

    [Fact]
    public void Every_instant_comes_back_from_the_text_it_is_written_as() => Gen.DateTimeOffset.Sample(instant =>
    {
        var text = instant.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

        var expected = (Int128)(instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * 100;
        Assert.Equal(expected, Extraction.Position(OrderingMode.Timestamp, $"\"{text}\""));
    });

    [Fact]
    public void No_text_makes_it_throw() => Gen.String[Gen.Char["0123456789-+:.TZtz eE"], 0, 30].Sample(text =>
    {
        Extraction.Position(OrderingMode.Timestamp, $"\"{text}\"");
        Extraction.Position(OrderingMode.Sequence, $"\"{text}\"");
    });

    private static string? Text(OrderingMode mode, string json) =>
        Extraction.Position(mode, json)?.ToString(CultureInfo.InvariantCulture);
}
