using System.Text;

namespace WebhookSystem.EventPatterns.Tests;

public sealed class Patterns
{
    [Theory]
    [InlineData("""{"a":["x"]}""", """{"a":"x","b":1}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":"X"}""", false)]
    [InlineData("""{"a":["x","y"]}""", """{"a":"y"}""", true)]
    [InlineData("""{"a":["x"],"b":["y"]}""", """{"a":"x"}""", false)]
    [InlineData("""{"a":[true,null]}""", """{"a":null}""", true)]
    [InlineData("""{"a":[true]}""", """{"a":"true"}""", false)]
    [InlineData("""{"a":[300]}""", """{"a":3.0e2}""", true)]
    [InlineData("""{"a":[1]}""", """{"a":"1"}""", false)]
    public void Values_are_alternatives_and_fields_are_conditions(string pattern, string @event, bool matches) =>
        Check(pattern, @event, matches);

    [Theory]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":{"b":"x"}}""", true)]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":"x"}""", false)]
    [InlineData("""{"a":["x"]}""", """{"a":["w","x"]}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":[]}""", false)]
    [InlineData("""{"a":{"b":["x"],"c":["y"]}}""", """{"a":[{"b":"x","c":"y"}]}""", true)]
    [InlineData("""{"a":{"b":["x"],"c":["y"]}}""", """{"a":[{"b":"x"},{"c":"y"}]}""", false)]
    public void Objects_nest_and_arrays_are_sets(string pattern, string @event, bool matches) =>
        Check(pattern, @event, matches);

    [Theory]
    [InlineData("""{"prefix":"ab"}""", "\"abc\"", true)]
    [InlineData("""{"prefix":"ab"}""", "\"Abc\"", false)]
    [InlineData("""{"prefix":{"equals-ignore-case":"ab"}}""", "\"ABc\"", true)]
    [InlineData("""{"suffix":"bc"}""", "\"abc\"", true)]
    [InlineData("""{"suffix":"ab"}""", "\"abc\"", false)]
    [InlineData("""{"suffix":{"equals-ignore-case":"bc"}}""", "\"aBC\"", true)]
    [InlineData("""{"equals-ignore-case":"abc"}""", "\"ABC\"", true)]
    [InlineData("""{"equals-ignore-case":"abc"}""", "\"abcd\"", false)]
    [InlineData("""{"wildcard":"a*c*e"}""", "\"abcde\"", true)]
    [InlineData("""{"wildcard":"a*a"}""", "\"a\"", false)]
    [InlineData("""{"wildcard":"*.json"}""", "\"x.json\"", true)]
    [InlineData("""{"wildcard":"a\\*"}""", "\"a*\"", true)]
    [InlineData("""{"wildcard":"a\\*"}""", "\"ab\"", false)]
    [InlineData("""{"prefix":"1"}""", "12", false)]
    public void Text_is_matched_by_its_parts(string matcher, string value, bool matches) =>
        Check($$"""{"a":[{{matcher}}]}""", $$"""{"a":{{value}}}""", matches);

    [Theory]
    [InlineData("""{"numeric":[">",0,"<=",5]}""", "5", true)]
    [InlineData("""{"numeric":[">",0,"<=",5]}""", "0", false)]
    [InlineData("""{"numeric":["=",3.018e2]}""", "301.8", true)]
    [InlineData("""{"numeric":["<",10]}""", "-1", true)]
    [InlineData("""{"numeric":[">=",10]}""", "\"11\"", false)]
    public void Numbers_are_compared_and_text_is_no_number(string matcher, string value, bool matches) =>
        Check($$"""{"a":[{{matcher}}]}""", $$"""{"a":{{value}}}""", matches);

    [Theory]
    [InlineData("""{"anything-but":"x"}""", "\"y\"", true)]
    [InlineData("""{"anything-but":"x"}""", "\"x\"", false)]
    [InlineData("""{"anything-but":["x",1]}""", "1", false)]
    [InlineData("""{"anything-but":["x",1]}""", "2", true)]
    [InlineData("""{"anything-but":{"prefix":"x"}}""", "\"xy\"", false)]
    [InlineData("""{"anything-but":{"suffix":["x","y"]}}""", "\"ay\"", false)]
    [InlineData("""{"anything-but":{"equals-ignore-case":["x"]}}""", "\"X\"", false)]
    [InlineData("""{"anything-but":{"wildcard":"x*"}}""", "\"yx\"", true)]
    public void Anything_but_takes_every_other_value(string matcher, string value, bool matches) =>
        Check($$"""{"a":[{{matcher}}]}""", $$"""{"a":{{value}}}""", matches);

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.255", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0", false)]
    [InlineData("10.0.0.77/24", "10.0.0.1", true)]
    [InlineData("10.0.0.1/32", "10.0.0.1", true)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("10.0.0.0/7", "11.255.0.1", true)]
    [InlineData("2001:db8::/32", "2001:DB8:ffff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", false)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("10.0.0.0/8", "10.1", false)]
    [InlineData("10.0.0.0/8", "167772161", false)]
    [InlineData("10.0.0.0/8", "10.0.0.1:80", false)]
    [InlineData("fe80::/10", "fe80::1%eth0", false)]
    [InlineData("10.0.0.0/8", "", false)]
    public void An_address_is_matched_by_its_block(string block, string address, bool matches) =>
        Check($$"""{"a":[{"cidr":"{{block}}"}]}""", $$"""{"a":"{{address}}"}""", matches);

    [Theory]
    [InlineData("\"\"", "\"\"", true)]
    [InlineData("\"\"", "null", false)]
    [InlineData("null", "\"\"", false)]
    [InlineData("null", "null", true)]
    [InlineData("""{"anything-but":[""]}""", "\"\"", false)]
    [InlineData("""{"numeric":["<",5]}""", "-5000000001", false)]
    public void Nothing_is_neither_null_nor_empty_text(string matcher, string value, bool matches) =>
        Check($$"""{"a":[{{matcher}}]}""", $$"""{"a":{{value}}}""", matches);

    [Fact]
    public void Alternatives_that_multiply_beyond_the_limit_are_refused()
    {
        static string Or(int count) => $"\"$or\":[{string.Join(',', Enumerable.Range(0, count)
            .Select(static field => $"{{\"f{field}\":[1]}}"))}]";

        static string Both(int left, int right) => "{\"a\":{" + Or(left) + "},\"b\":{" + Or(right) + "}}";

        Assert.NotNull(EventPattern.Parse(Both(10, 100)));

        Assert.Throws<InvalidPatternException>(() => EventPattern.Parse(Both(10, 101)));
    }

    [Fact]
    public void Stars_cost_no_more_than_the_text_is_long()
    {
        var wildcard = string.Concat(Enumerable.Repeat("*aa", 500)) + "*b";
        var pattern = EventPattern.Parse($$"""{"a":[{"wildcard":"{{wildcard}}"}]}""");
        var @event = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('a', 200_000)}}"}""");

        var started = TimeProvider.System.GetTimestamp();
        Assert.False(pattern.Matches(@event));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("\"x\"", false)]
    [InlineData("""{"prefix":"x"}""", false)]
    [InlineData("""{"suffix":"x"}""", false)]
    [InlineData("""{"equals-ignore-case":"x"}""", false)]
    [InlineData("""{"wildcard":"*"}""", false)]
    [InlineData("""{"cidr":"::/0"}""", false)]
    [InlineData("""{"numeric":[">",0]}""", false)]
    [InlineData("null", false)]
    [InlineData("""{"anything-but":"x"}""", true)]
    [InlineData("""{"anything-but":{"prefix":"x"}}""", true)]
    [InlineData("""{"exists":true}""", true)]
    public void Half_a_character_is_no_text_and_yet_a_value(string matcher, bool matches)
    {
        Check($$"""{"a":[{{matcher}}]}""", """{"\ud800":1,"a":"x\ud800"}""", matches);
        Check($$"""{"a":[{{matcher}}]}""", """{"a":"x\udc00x"}""", matches);
    }

    [Theory]
    [InlineData("""{"ab\ud800":1,"ab":"x"}""", true)]
    [InlineData("""{"ab":"x","ab\ud800":1}""", true)]
    [InlineData("""{"ab":"y","\u0061\ud800":1,"ab":"x"}""", true)]
    [InlineData("""{"ab":"x","a\ud800":1,"ab":"y"}""", false)]
    [InlineData("""{"a\ud800":"x"}""", false)]
    public void Half_a_character_is_in_no_name(string @event, bool matches) =>
        Check("""{"ab":["x"]}""", @event, matches);

    [Fact]
    public void Anything_but_wants_a_value() => Check("""{"a":[{"anything-but":"x"}]}""", "{}", false);

    [Theory]
    [InlineData(true, """{"a":{"b":0}}""", true)]
    [InlineData(true, """{"a":{"b":null}}""", true)]
    [InlineData(true, """{"a":{}}""", false)]
    [InlineData(true, """{"a":{"b":{}}}""", false)]
    [InlineData(false, """{"a":{}}""", true)]
    [InlineData(false, "{}", true)]
    [InlineData(false, """{"a":{"b":[]}}""", true)]
    [InlineData(false, """{"a":{"b":0}}""", false)]
    public void Exists_asks_for_a_value_at_the_path(bool exists, string @event, bool matches) =>
        Check($$$"""{"a":{"b":[{"exists":{{{(exists ? "true" : "false")}}}}]}}""", @event, matches);

    [Theory]
    [InlineData("""{"s":"x","a":1}""", true)]
    [InlineData("""{"s":"x","b":1}""", true)]
    [InlineData("""{"s":"x","c":1}""", false)]
    [InlineData("""{"s":"y","a":1}""", false)]
    public void Or_joins_whole_alternatives_to_what_stands_beside_it(string @event, bool matches) =>
        Check("""{"s":["x"],"$or":[{"a":[1]},{"b":[1]}]}""", @event, matches);

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("""{"a":["\ud800"]}""", "half a character")]
    [InlineData("""{"\ud800":["a"]}""", "half a character")]
    [InlineData("""{"a":[{"prefix":"\udc00"}]}""", "half a character")]
    [InlineData("[]", "JSON object")]
    [InlineData("{}", "empty object")]
    [InlineData("""{"a":{}}""", "a is an empty object")]
    [InlineData("""{"a":[]}""", "a is an empty array")]
    [InlineData("""{"a":"x"}""", "a must be an object or an array")]
    [InlineData("""{"a":{"b":[["x"]]}}""", "a.b holds an array")]
    [InlineData("""{"a":[{"prefix":1}]}""", "prefix takes text")]
    [InlineData("""{"a":[{"prefix":"x","suffix":"y"}]}""", "exactly one operator")]
    [InlineData("""{"a":[{"like":"x"}]}""", "no operator 'like'")]
    [InlineData("""{"a":[{"exists":"yes"}]}""", "true or false")]
    [InlineData("""{"a":[{"numeric":[">"]}]}""", "one comparison")]
    [InlineData("""{"a":[{"numeric":["<",1,">",0]}]}""", "lower bound")]
    [InlineData("""{"a":[{"numeric":[">","1"]}]}""", "with a number")]
    [InlineData("""{"a":[{"numeric":["<",5000000001]}]}""", "from -5.0e9 to 5.0e9")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0"}]}""", "cidr takes")]
    [InlineData("""{"a":[{"cidr":"10.0.0/8"}]}""", "cidr takes")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/+8"}]}""", "cidr takes")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/33"}]}""", "at most 32 bits")]
    [InlineData("""{"a":[{"cidr":"::/129"}]}""", "at most 128 bits")]
    [InlineData("""{"a":[{"cidr":10}]}""", "cidr takes text")]
    [InlineData("""{"a":[{"anything-but":[]}]}""", "at least one value")]
    [InlineData("""{"a":[{"wildcard":"a**b"}]}""", "two stars")]
    [InlineData("""{"$or":[{"a":[1]}]}""", "at least two objects")]
    public void What_breaks_the_grammar_is_refused_with_its_reason(string pattern, string reason) => Assert.Contains(
        reason, Assert.Throws<InvalidPatternException>(() => EventPattern.Parse(pattern)).Message);

    private static void Check(string pattern, string @event, bool matches) =>
        Assert.Equal(matches, EventPattern.Parse(pattern).Matches(Encoding.UTF8.GetBytes(@event)));
}
