using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>Expressions that are none, in AWS's words.</summary>
public sealed class Refusals(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private static readonly Dictionary<string, AttributeValue> Values = new()
    {
        [":a"] = new("a"),
        [":b"] = new("b"),
        [":n"] = new() { N = "1" },
        [":list"] = new() { L = [], IsLSet = true },
        [":set"] = new() { SS = ["a"] },
    };

    [Theory]
    [InlineData("", "The expression can not be empty;")]
    [InlineData("a = ", "Syntax error; token: \"<EOF>\", near: \"= \"")]
    [InlineData("a = :a)", "Syntax error; token: \")\", near: \":a)\"")]
    [InlineData("a ! :a", "Syntax error; token: \"!\", near: \"! \"")]
    [InlineData("name = :a", "Attribute name is a reserved keyword; reserved keyword: name")]
    [InlineData("x.Value = :a", "Attribute name is a reserved keyword; reserved keyword: Value")]
    [InlineData("a = :none", "An expression attribute value used in expression is not defined; attribute value: :none")]
    [InlineData(
        "#none = :a",
        "An expression attribute name used in the document path is not defined; attribute name: #none")]
    [InlineData(
        "a = a",
        "The first operand must be distinct from the remaining operands for this operator or function; "
        + "operator: =, first operand: [a]")]
    [InlineData(
        "contains(a.b[1], a.b[1])",
        "The first operand must be distinct from the remaining operands for this operator or function; "
        + "operator: contains, first operand: [a, b, [1]]")]
    [InlineData("exists(a)", "Invalid function name; function: exists")]
    [InlineData("SIZE(a) = :n", "Invalid function name; function: SIZE")]
    [InlineData(
        "contains(a)",
        "Incorrect number of operands for operator or function; operator or function: contains, number of "
        + "operands: 1")]
    [InlineData(
        "attribute_exists(:a)",
        "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData(
        "attribute_type(a, :a)",
        "Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}")]
    [InlineData(
        "begins_with(a, :n)",
        "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData(
        "size(:n) = :n",
        "Incorrect operand type for operator or function; operator or function: size, operand type: N")]
    [InlineData("a < :list", "Incorrect operand type for operator or function; operator: <, operand type: L")]
    [InlineData(
        "a BETWEEN :b AND :a",
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound "
        + "operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}")]
    [InlineData(
        "a BETWEEN :a AND :n",
        "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: "
        + "AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}")]
    [InlineData("((a = :a))", "The expression has redundant parentheses;")]
    [InlineData("attribute_exists(a) = :a", "Syntax error; token: \"=\", near: \") = :a\"")]
    [InlineData(
        ":a = contains(a, :b)",
        "The function is not allowed to be used this way in an expression; function: contains")]
    public async Task A_condition_is_refused(string condition, string reason)
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.PutItemAsync(new PutItemRequest
        {
            TableName = table,
            Item = Calls.Item("""{"pk": "k"}"""),
            ConditionExpression = condition,
            ExpressionAttributeValues = Calls.Used(Values, condition) is { Count: > 0 } used ? used : null,
        }));

        Assert.Equal($"{Calls.Counted}Invalid ConditionExpression: {reason}", refusal);
    }

    [Theory]
    [InlineData("SET a = :a SET b = :b", "The \"SET\" section can only be used once in an update expression;")]
    [InlineData(
        "SET a = :a, a.b = :b",
        "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: "
        + "[a], path two: [a, b]")]
    [InlineData(
        "SET a.b = :a REMOVE a[0]",
        "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: "
        + "[a, b], path two: [a, [0]]")]
    [InlineData(
        "SET a = :a + :n",
        "Incorrect operand type for operator or function; operator or function: +, operand type: S")]
    [InlineData(
        "SET a = list_append(b, :a)",
        "Incorrect operand type for operator or function; operator or function: list_append, operand type: S")]
    [InlineData(
        "SET a = if_not_exists(:a, :b)",
        "Operator or function requires a document path; operator or function: if_not_exists")]
    [InlineData("SET a = plus(b, :b)", "Invalid function name; function: plus")]
    [InlineData(
        "ADD a :a",
        "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: "
        + "ALLOWED_FOR_ADD_OPERAND")]
    [InlineData(
        "DELETE a :n",
        "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: "
        + "ALLOWED_FOR_DELETE_OPERAND")]
    [InlineData("SET a = :n + :n + :n", "Syntax error; token: \"+\", near: \":n + :n\"")]
    [InlineData("PUT a = :a", "Syntax error; token: \"PUT\", near: \"PUT a\"")]
    public async Task An_update_is_refused(string update, string reason)
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Calls.Item("""{"pk": "k"}"""),
            UpdateExpression = update,
            ExpressionAttributeValues = Calls.Used(Values, update),
        }));

        Assert.Equal($"{Calls.Counted}Invalid UpdateExpression: {reason}", refusal);
    }

    [Fact]
    public async Task A_placeholder_that_nothing_uses_is_refused()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var unused = await Calls.RefusalAsync(() => localAws.DynamoDb.ScanAsync(new ScanRequest(table)
        {
            FilterExpression = "#a = :a",
            ExpressionAttributeNames = new() { ["#a"] = "a", ["#b"] = "b" },
            ExpressionAttributeValues = new() { [":a"] = new("a") },
        }));
        var pointless = await Calls.RefusalAsync(() => localAws.DynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = table,
            Key = Calls.Item("""{"pk": "k"}"""),
            ExpressionAttributeNames = new() { ["#a"] = "a" },
        }));

        Assert.Equal(
            "ValidationException: Value provided in ExpressionAttributeNames unused in expressions: "
            + "keys: {#b}", unused);
        Assert.Equal(
            "ValidationException: ExpressionAttributeNames can only be specified when using expressions",
            pointless);
    }

    [Fact]
    public async Task An_expression_has_4_KB_and_IN_a_hundred_candidates()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var long4096 = await FilterAsync($"a = :a OR {new string('x', 4096 - 15)} = :a");
        var long4097 = await Calls.RefusalAsync(() => FilterAsync($"a = :a OR {new string('x', 4096 - 14)} = :a"));
        var in101 = await Calls.RefusalAsync(
            () => FilterAsync($"a IN ({string.Join(",", Enumerable.Repeat(":a", 101))})"));

        Assert.Equal(0, long4096.Count);
        Assert.Equal("ValidationException: Invalid FilterExpression: Expression size has exceeded the maximum allowed "
            + "size; expression size: 4097", long4097);
        Assert.StartsWith("ValidationException: Invalid FilterExpression: Invalid number of operands",
            in101, StringComparison.Ordinal);

        Task<ScanResponse> FilterAsync(string filter) => localAws.DynamoDb.ScanAsync(new ScanRequest(table)
        {
            FilterExpression = filter,
            ExpressionAttributeValues = new() { [":a"] = new("a") },
        });
    }
}
