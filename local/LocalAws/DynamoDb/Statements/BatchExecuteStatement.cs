using System.Collections.Concurrent;
using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Operations;
using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Ledger;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Statements;

/// <summary>
/// Statements that succeed or fail each on its own. Of a failed one AWS says why but, whatever was asked for, not what
/// item it met.
/// </summary>
internal sealed class BatchExecuteStatement(Database database) : IOperation
{
    private const int StatementsMax = 25;

    /// <summary>Callers have few statements and many parameters.</summary>
    private const int ParsedMax = 1000;

    private readonly ConcurrentDictionary<string, Statement> _parsed = new(StringComparer.Ordinal);

    public string Name => "BatchExecuteStatement";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var requests = input.Array("Statements").ToList();
        if (requests.Count is 0 or > StatementsMax)
        {
            throw Refusals.Constraint(requests.Count == 0 ? "[]" : "[...]", "statements", requests.Count == 0
                ? "Member must have length greater than or equal to 1"
                : "Member must have length less than or equal to 25");
        }

        var capacity = new ConsumedCapacity(input);
        var members = requests.ConvertAll(Prepare);
        var actions = members.Select(static member => member.Action).OfType<WriteAction>().ToList();
        if (actions.DistinctBy(static action => (action.Table, action.Key)).Count() != actions.Count)
            throw Refusals.Validation("Provided list of item keys contains duplicates");

        output.WriteStartObject();
        output.WriteStartArray("Responses"u8);
        foreach (var member in members)
        {
            output.WriteStartObject();
            if (Execute(member, capacity) is var (code, message))
                WriteError(output, code, message);
            if (member.Table is { } table)
                output.WriteString("TableName"u8, table);
            output.WriteEndObject();
        }

        output.WriteEndArray();
        capacity.WriteAll(output);
        output.WriteEndObject();
    }

    /// <summary>What fails before it is tried fails alone, and does not name its table.</summary>
    private Member Prepare(JsonElement request)
    {
        try
        {
            var text = request.Text("Statement")
                ?? throw Refusals.Constraint(null, "statements.1.member.statement", "Member must not be null");
            var statement = Parsed(text);
            StatementMeter.Add(statement.Action, statement.TableName);
            var parameters = request.Array("Parameters").Select(ValueReader.Read).ToList();
            return database.TryFind(statement.TableName) is { } table
                ? new(statement.Bind(table, parameters), statement.Refusal, statement.TableName)
                : new(null, ("ResourceNotFound", "Requested resource not found"), statement.TableName);
        }
        catch (AwsException refusal) when (refusal.Code == "ValidationException")
        {
            return new(null, ("ValidationError", refusal.Message), null);
        }
    }

    private Statement Parsed(string text)
    {
        if (_parsed.TryGetValue(text, out var known))
            return known;
        var statement = StatementParser.Parse(text);
        if (_parsed.Count < ParsedMax)
            _parsed[text] = statement;
        return statement;
    }

    /// <returns>Why it failed; null where it is done.</returns>
    private (string Code, string Message)? Execute(Member member, ConsumedCapacity capacity)
    {
        if (member.Action is not { } action)
            return member.Refusal;
        try
        {
            lock (action.Table.Gate)
            {
                var decision = action.Decide();
                if (decision.Change is not { } change)
                {
                    capacity.AddRefused(action.Table, Math.Max(decision.Found?.Size ?? 0, action.ItemBytes));
                    return member.Refusal;
                }

                database.Commit(change);
                capacity.AddWrite(change);
                return null;
            }
        }
        catch (AwsException refusal) when (refusal.Code == "ValidationException")
        {
            return ("ValidationError", refusal.Message);
        }
    }

    private static void WriteError(Utf8JsonWriter output, string code, string message)
    {
        output.WriteStartObject("Error"u8);
        output.WriteString("Code"u8, code);
        output.WriteString("Message"u8, message);
        output.WriteEndObject();
    }

    /// <param name="Action">Null where the statement fails whatever is there.</param>
    /// <param name="Refusal">What is said where it fails.</param>
    private sealed record Member(WriteAction? Action, (string Code, string Message) Refusal, string? Table);
}
