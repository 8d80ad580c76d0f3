using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>A difference that is moto's fault: what it does, and where AWS's documentation says otherwise.</summary>
internal sealed record MotoFault(string Name, string Documentation, Func<Call, Answer, Answer, bool> Explains);

/// <summary>Where moto 5 differs from AWS. What none of these explains fails the test.</summary>
internal static partial class MotoFaults
{
    private const string Guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/";
    private const string Reference = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/";

    public static IReadOnlyList<MotoFault> Known { get; } =
    [
        new("a comparison across types, or the size of what has none, fails instead of being untrue",
            Guide + "Expressions.OperatorsAndFunctions.html", FailsInside),
        new("an update that only takes away makes an item where there was none",
            Reference + "API_UpdateItem.html", MakesAnEmptyItem),
        new("what only takes away fails on a path into an item that is not there",
            "https://github.com/scylladb/scylladb/tree/master/test/alternator, which was held against AWS",
            FailsOnNoItem),
        new("UPDATED_OLD and UPDATED_NEW give what has changed, instead of what the expression names",
            Reference + "API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues", GivesWhatChanged),
        new("a transaction sent again under its token is carried out again",
            Reference + "API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken",
            static (call, _, _) => call.IsRepeated),
        new("nought lies between nothing",
            Guide + "Expressions.OperatorsAndFunctions.html", LeavesOutNought),
        new("an update that does not fit its item fails a transaction without naming reasons",
            Reference + "API_TransactWriteItems.html#API_TransactWriteItems_Errors", NamesNoReasons),
        new("a page that its limit has filled says that it is the last where nothing follows",
            Guide + "Query.Pagination.html", EndsEarly),
    ];

    public static MotoFault? Of(Call call, Answer ours, Answer theirs) =>
        Known.FirstOrDefault(fault => fault.Explains(call, ours, theirs));

    /// <summary>The call may have left moto with another item than AWS would have, whatever it answered.</summary>
    public static bool MayDiverge(Call call) => call.IsRepeated || OnlyTakesAway(call);

    [GeneratedRegex(@"\b(n|s|l\[\d\]|m\.\w) BETWEEN")]
    private static partial Regex NumberBetween();

    private static bool OnlyTakesAway(Call call) => Updates(call).Any(static update =>
        !update.Contains("SET ", StringComparison.Ordinal) && !update.Contains("ADD ", StringComparison.Ordinal));

    private static bool FailsInside(Call call, Answer ours, Answer theirs) =>
        theirs.Error == Answer.Crash
        || theirs.Words.StartsWith("Bad Filter Expression", StringComparison.Ordinal)
        || theirs.Reasons.Any(static reason => reason is "ValueError" or "TypeError" or "AttributeError");

    private static bool MakesAnEmptyItem(Call call, Answer ours, Answer theirs) =>
        call.Operation == "UpdateItem" && OnlyTakesAway(call) && ours.Error is null && theirs.Error is null
        && ours.Body["Attributes"] is null && theirs.Body["Attributes"] is JsonObject { Count: 2 };

    private static bool FailsOnNoItem(Call call, Answer ours, Answer theirs) =>
        OnlyTakesAway(call) && ours.Error is not "ValidationException" && !ours.Reasons.Contains("ValidationError")
        && theirs.Words.StartsWith("The document path provided", StringComparison.Ordinal);

    private static bool GivesWhatChanged(Call call, Answer ours, Answer theirs) =>
        call.Operation == "UpdateItem" && ours.Error is null && theirs.Error is null
        && call.Input["ReturnValues"]!.GetValue<string>().StartsWith("UPDATED", StringComparison.Ordinal);

    private static bool NamesNoReasons(Call call, Answer ours, Answer theirs) =>
        call.Operation == "TransactWriteItems" && ours.Reasons.Contains("ValidationError")
        && theirs.Error == "ValidationException";

    private static bool LeavesOutNought(Call call, Answer ours, Answer theirs) =>
        call.Operation != "Query" && NumberBetween().IsMatch(call.Input.ToJsonString());

    private static bool EndsEarly(Call call, Answer ours, Answer theirs) =>
        call.Operation == "Query" && call.Input["Limit"] is not null
        && ours.Body["LastEvaluatedKey"] is not null && theirs.Body["LastEvaluatedKey"] is null
        && Normalised.Of(call, WithoutLastKey(ours)) == Normalised.Of(call, theirs);

    private static Answer WithoutLastKey(Answer answer)
    {
        var body = answer.Body.DeepClone().AsObject();
        body.Remove("LastEvaluatedKey");
        return answer with { Body = body };
    }

    private static IEnumerable<string> Updates(Call call) => (call.Input["TransactItems"] is JsonArray actions
            ? actions.Select(static action => action!["Update"])
            : [call.Input])
        .Select(static update => update?["UpdateExpression"]?.GetValue<string>())
        .OfType<string>();
}
