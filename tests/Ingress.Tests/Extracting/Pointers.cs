using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Extract.Find;

namespace WebhookSystem.Ingress.Tests.Extracting;

public sealed class Pointers
{
    private static readonly string[] Awkward = ["a", "b", "0", "1", "", "a/b", "m~n", "é", "\u0001", "\""];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Int[0, Awkward.Length - 1].Select(at => Awkward[at]), Gen.String[Gen.Char[' ', '\u017F'], 0, 4]);

    private static readonly Gen<JsonNode?> Nodes = Gen.Recursive<JsonNode?>((depth, node) => Gen.Frequency(
        (4, Gen.OneOf<JsonNode?>(
            Names.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(isTrue => isTrue ? (JsonNode?)JsonValue.Create(true) : null))),
        (depth < 4 ? 3 : 0, Gen.Dictionary(Names, node)[0, 4].Select(members => (JsonNode?)new JsonObject(members))),
        (depth < 4 ? 2 : 0, node.Array[0, 3].Select(items => (JsonNode?)new JsonArray(items)))));

    [Fact]
    public void Every_string_and_number_is_found_where_it_stands_and_nothing_where_none_stands() => Nodes.Sample(root =>
    {
        var leaves = new Dictionary<string, string?>();
        Collect(root, "", leaves);
        var body = Encoding.UTF8.GetBytes(root?.ToJsonString() ?? "null");

        var tree = new PointerTree();
        var places = leaves.Keys.Select((pointer, at) => (pointer, place: tree.Add(pointer, at))).ToArray();
        var values = new JsonSlice[leaves.Count];
        JsonWalk.Find(tree, body, values);

        Assert.All(places, leaf => Assert.Equal(leaves[leaf.pointer], values[leaf.place].Text(body)));
    });

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Byte.Array[0, 60].Sample(body => Extraction.Key("/a/b", body));

    [Fact]
    public void No_broken_json_makes_it_throw() => Nodes.Select(Gen.Int[0, 1000], Gen.Int[1, 255]).Sample(
        (root, at, change) =>
        {
            var body = Encoding.UTF8.GetBytes(root?.ToJsonString() ?? "null");
            body[at % body.Length] ^= (byte)change;
            Extraction.Key("/a", body);
        });

    [Theory]
    [InlineData("/a", """{"a":"1","a":"2"}""")]
    [InlineData("/a", """{"a":"1","b":0,"\u0061":"2"}""")]
    [InlineData("/a/b", """{"a":{"b":"1"},"a":{}}""")]
    [InlineData("/a/b", """{"a":{"b":"1","b":null}}""")]
    public void A_name_that_stands_twice_means_nothing(string place, string body) =>
        Assert.Null(Extraction.Key(place, body));

    [Fact]
    public void A_name_that_stands_twice_elsewhere_is_nobody_s_business() =>
        Assert.Equal("1", Extraction.Key("/a/b", """{"x":{"b":1,"b":2},"a":{"b":"1"},"y":0,"y":0}"""));

    [Theory]
    [InlineData("""{"a":"1"} x""")]
    [InlineData("""{"a":"1"}{}""")]
    [InlineData("""{"a":"1" """)]
    [InlineData("""{"a":"1",}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":"1"}/**/""")]
    [InlineData("")]
    [InlineData("\"a\"")]
    [InlineData("[1]")]
    public void What_is_no_json_object_has_no_values(string body) => Assert.Null(Extraction.Key("/a", body));

    [Theory]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":""}""")]
    [InlineData("""{"a":true}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":["1"]}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\udc00\ud800"}""")]
    public void What_is_no_text_and_no_number_is_absent(string body) => Assert.Null(Extraction.Key("/a", body));

    [Fact]
    public void A_text_that_is_no_utf8_is_absent() =>
        Assert.Null(Extraction.Key("/a", [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]));

    [Fact]
    public void With_half_a_surrogate_in_a_name_nothing_is_found() =>
        Assert.Null(Extraction.Key("/a", """{"a":"1","\ud800":0}"""));

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal("1", Extraction.Key("/a", [0xEF, 0xBB, 0xBF, .. "{\"a\":\"1\"}"u8]));

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-7", false)]
    public void A_text_of_another_encoding_has_no_values(string name, bool isMarked)
    {
        var encoding = name == "utf-7" ? Encoding.ASCII : Encoding.GetEncoding(name);
        var text = name == "utf-7" ? "+AHsAIg-a+ACIAOgAi-1+ACIAfQ-" : """{"a":"1"}""";

        Assert.Null(Extraction.Key("/a", [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]));
    }

    [Theory]
    [InlineData("{\"a\":\"1\"}\0", null)]
    [InlineData("\0{\"a\":\"1\"}", null)]
    [InlineData("{\"a\":\"1\0\"}", null)]
    [InlineData("{\"a\0\":\"2\",\"a\":\"1\"}", null)]
    [InlineData("{\"a\\u0000\":\"2\",\"a\":\"1\"}", "1")]
    public void A_zero_byte_ends_no_text(string body, string? found) => Assert.Equal(found, Extraction.Key("/a", body));

    [Fact]
    public void No_part_of_the_room_uses_regular_expressions_which_could_be_made_to_search_for_ever() => Assert.All(
        [typeof(JsonWalk).Assembly, typeof(Verification.Verifier).Assembly, typeof(InboxMessage).Assembly],
        assembly => Assert.DoesNotContain(
            assembly.GetReferencedAssemblies(), used => used.Name == "System.Text.RegularExpressions"));

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_followed_to_a_depth_of_64(int inner, bool isFound)
    {
        var body = $$"""{"x":{{new string('[', inner)}}{{new string(']', inner)}},"a":"1"}""";

        Assert.Equal(isFound ? "1" : null, Extraction.Key("/a", body));
    }

    [Theory]
    [InlineData("12345678901234567890123456789")]
    [InlineData("1e99999")]
    [InlineData("-0.10")]
    public void A_number_is_kept_as_it_is_written(string number) =>
        Assert.Equal(number, Extraction.Key("/a", $$"""{"a":{{number}}}"""));

    [Fact]
    public void A_long_name_and_one_that_could_break_a_line_are_kept_as_digests()
    {
        var name = new string('x', 257);

        Assert.Equal($"sha256:{Digest.Of(name)}", Extraction.Key("/a", $$"""{"a":"{{name}}"}"""));
        Assert.Equal($"sha256:{Digest.Of("a\nb")}", Extraction.Key("/a", """{"a":"a\nb"}"""));
        Assert.Equal($"sha256:{Digest.Of("a\0")}", Extraction.Key("/a", """{"a":"a\u0000"}"""));
    }

    private static void Collect(JsonNode? node, string pointer, Dictionary<string, string?> leaves)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    Collect(value, $"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}", leaves);
                break;
            case JsonArray items:
                for (var at = 0; at < items.Count; at++)
                    Collect(items[at], $"{pointer}/{at}", leaves);
                break;
            default:
                if (pointer.Length > 0 && leaves.Count < 60)
                    leaves[pointer] = Text(node);
                break;
        }
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };
}
