using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;

namespace WebhookSystem.EventPatterns.Tests;

/// <summary>What must hold of any pattern and event, and of matchers beside the framework's own.</summary>
public sealed class PatternLaws
{
    /// <summary>Few letters and few lengths: otherwise hardly anything ever matches.</summary>
    private static readonly Gen<string> Text = Gen.String[Gen.Char["abAB*\\é"], 0, 5];

    private static readonly Gen<decimal> Number = Gen.Int[-40, 40].Select(tenths => tenths / 10m);

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Text.Select(Json), Number.Select(Json), Gen.OneOf("true", "false", "null"));

    /// <summary>A field's value, or nothing where there is no such field.</summary>
    private static readonly Gen<string?> Value = Gen.Frequency(
        (1, Gen.Const((string?)null)), (5, Scalar.Select(scalar => (string?)scalar)),
        (2, Scalar.Array[0, 3].Select(scalars => (string?)$"[{string.Join(',', scalars)}]")),
        (1, Scalar.Select(scalar => (string?)Operator("inner", scalar))));

    private static readonly Gen<string> Matcher = Gen.OneOf(
        Scalar,
        Text.Select(text => Operator("prefix", Json(text))), Text.Select(text => Operator("suffix", Json(text))),
        Text.Select(text => Operator("equals-ignore-case", Json(text))),
        Text.Select(text => Operator("anything-but", Json(text))),
        Number.Select(bound => Operator("numeric", $"[\"<=\",{Json(bound)}]")),
        Gen.Bool.Select(isWanted => Operator("exists", isWanted ? "true" : "false")));

    // They are cheap, and what is rare is to be met too.
    static PatternLaws() => Check.Iter = 5_000;

    [Fact]
    public void A_value_is_matched_by_itself() => Scalar.Sample(scalar => Assert.True(Matches(scalar, scalar)));

    [Fact]
    public void Of_a_fields_matchers_one_is_enough() => Gen.Select(Matcher, Matcher, Value).Sample(
        (left, right, value) => Assert.Equal(
            Matches(left, value) || Matches(right, value), Matches($"{left},{right}", value)));

    [Fact]
    public void Of_several_fields_each_is_wanted() => Gen.Select(Matcher, Matcher, Value, Value).Sample(
        (left, right, first, second) => Assert.Equal(
            Matches(left, first) && Matches(right, second),
            Parse($$"""{"a":[{{left}}],"b":[{{right}}]}""").Matches(Event(("a", first), ("b", second)))));

    [Fact]
    public void Of_alternatives_one_is_enough() => Gen.Select(Matcher, Matcher, Value, Value).Sample(
        (left, right, first, second) => Assert.Equal(
            Matches(left, first) || Matches(right, second),
            Parse($$"""{"$or":[{"a":[{{left}}]},{"b":[{{right}}]}]}""").Matches(Event(("a", first), ("b", second)))));

    [Fact]
    public void What_a_pattern_does_not_name_does_not_matter_wherever_it_stands() =>
        Gen.Select(Matcher, Value, Value, Value).Sample((matcher, value, before, after) => Assert.Equal(
            Matches(matcher, value),
            Parse($$"""{"a":[{{matcher}}]}""").Matches(Event(("0", before), ("a", value), ("z", after)))));

    [Fact]
    public void An_array_is_matched_by_one_of_its_values() => Gen.Select(Matcher, Scalar.Array[1, 4]).Sample(
        (matcher, scalars) => Assert.Equal(
            scalars.Any(scalar => Matches(matcher, scalar)),
            Matches(matcher, $"[{string.Join(',', scalars)}]")));

    [Fact]
    public void A_pattern_within_a_field_is_the_pattern_of_what_is_in_it() => Gen.Select(Matcher, Value).Sample(
        (matcher, value) => Assert.Equal(
            Matches(matcher, value),
            Parse(Operator("o", Operator("a", $"[{matcher}]"))).Matches(
                Event(("o", value is null ? "{}" : Operator("a", value))))));

    [Fact]
    public void A_value_is_there_or_it_is_not() => Value.Sample(value => Assert.NotEqual(
        Matches(Operator("exists", "true"), value), Matches(Operator("exists", "false"), value)));

    [Fact]
    public void Of_a_scalar_anything_but_is_all_that_is_not() => Gen.Select(Text, Scalar).Sample(
        (text, scalar) => Assert.NotEqual(
            Matches(Json(text), scalar), Matches(Operator("anything-but", Json(text)), scalar)));

    [Fact]
    public void Text_begins_and_ends_as_the_framework_says() => Gen.Select(Text, Text).Sample((part, text) =>
    {
        Assert.Equal(
            text.StartsWith(part, StringComparison.Ordinal), Matches(Operator("prefix", Json(part)), Json(text)));
        Assert.Equal(
            text.EndsWith(part, StringComparison.Ordinal), Matches(Operator("suffix", Json(part)), Json(text)));
        Assert.Equal(
            text.StartsWith(part, StringComparison.OrdinalIgnoreCase),
            Matches(Operator("prefix", Operator("equals-ignore-case", Json(part))), Json(text)));
        Assert.Equal(
            text.Equals(part, StringComparison.OrdinalIgnoreCase),
            Matches(Operator("equals-ignore-case", Json(part)), Json(text)));
    });

    [Fact]
    public void A_wildcard_takes_what_its_regular_expression_takes() =>
        Gen.Select(Gen.String[Gen.Char["ab"], 0, 3].Array[1, 4], Gen.String[Gen.Char["ab"], 0, 8]).Sample(
            (parts, text) =>
            {
                // Two stars in a row are refused: only the ends may be empty.
                var stars = parts.Where((part, at) => part.Length > 0 || at == 0 || at == parts.Length - 1).ToArray();
                if (stars is ["", ""])
                    return;
                var expression = string.Join(".*", stars.Select(Regex.Escape));

                Assert.Equal(
                    Regex.IsMatch(text, $@"\A{expression}\z", RegexOptions.NonBacktracking),
                    Matches(Operator("wildcard", Json(string.Join('*', stars))), Json(text)));
            });

    [Fact]
    public void What_a_backslash_stands_before_is_itself() => Text.Sample(text => Assert.True(Matches(
        Operator("wildcard", Json(text.Replace("\\", "\\\\").Replace("*", "\\*"))), Json(text))));

    [Fact]
    public void Numbers_lie_within_their_bounds() => Gen.Select(Number, Number, Number).Sample((one, other, number) =>
    {
        var (low, high) = one < other ? (one, other) : (other, one + 0.1m);

        Assert.Equal(
            number > low && number <= high,
            Matches(Operator("numeric", $"[\">\",{Json(low)},\"<=\",{Json(high)}]"), Json(number)));
        Assert.Equal(number == low, Matches(Operator("numeric", $"[\"=\",{Json(low)}]"), Json(number)));
    });

    [Fact]
    public void A_number_is_the_same_however_it_is_written() => Gen.Select(Number, Gen.Int[0, 6]).Sample(
        (number, power) => Assert.True(Matches(
            Json(number), $"{Json(number * (decimal)Math.Pow(10, power))}e-{power}")));

    [Fact]
    public void An_address_is_in_a_block_where_their_first_bits_are_alike() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 32], Gen.UInt, Gen.Int[0, 32]).Sample((block, bits, other, shared) =>
        {
            // Random addresses share no bits: the first ones are made alike.
            var address = (block & (uint)(uint.MaxValue * (1L << (32 - shared)))) | (uint)((ulong)other >> shared);
            var isWithin = bits == 0 || (address ^ block) >> (32 - bits) == 0;

            Assert.Equal(
                isWithin,
                Matches(Operator("cidr", Json($"{Address(block)}/{bits}")), Json(Address(address))));
        });

    private static bool Matches(string matchers, string? value) =>
        Parse($$"""{"a":[{{matchers}}]}""").Matches(Event(("a", value)));

    private static EventPattern Parse(string pattern) => EventPattern.Parse(pattern);

    private static byte[] Event(params (string Name, string? Value)[] fields) => Encoding.UTF8.GetBytes(
        $"{{{string.Join(',', fields.Where(field => field.Value is not null)
            .Select(field => $"\"{field.Name}\":{field.Value}"))}}}");

    private static string Operator(string name, string operand) => $$"""{"{{name}}":{{operand}}}""";

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static string Json(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Address(uint bits) =>
        new IPAddress([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]).ToString();
}
