using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>One seed's calls to both servers, and where their answers differ.</summary>
internal sealed class Replay(int seed, Wire ours, Wire theirs)
{
    private readonly string _table = $"seed-{seed}-{Guid.NewGuid():N}";

    /// <summary>What no known fault of moto's explains.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>The faults of moto's that were met.</summary>
    public HashSet<MotoFault> Faults { get; } = [];

    public async Task AnswersAsync(int steps)
    {
        var calls = new RandomCalls(new Random(seed), _table);
        await BothAsync(TestTable.Create(_table));
        for (var step = 0; step < steps; step++)
        {
            var call = calls.Next();
            var (our, their) = await BothAsync(call);
            var isAlike = Normalised.Of(call, our) == Normalised.Of(call, their);
            if (!isAlike)
                Explain($"seed {seed} step {step}", call, our, their);
            if (!isAlike || MotoFaults.MayDiverge(call))
                await HealAsync();
        }

        await BothAsync(TestTable.Delete(_table));
    }

    public async Task StreamsAsync(int steps)
    {
        var calls = new RandomCalls(new Random(seed), _table);
        await BothAsync(TestTable.Create(_table));
        for (var step = 0; step < steps; step++)
            await BothAsync(calls.NextChange());

        var our = await StreamReading.ReadAsync(ours, _table);
        var their = await StreamReading.ReadAsync(theirs, _table);
        if (our != their)
            Differences.Add($"seed {seed}:\n  LocalAws {our}\n  moto     {their}");
        await BothAsync(TestTable.Delete(_table));
    }

    private void Explain(string place, Call call, Answer our, Answer their)
    {
        if (MotoFaults.Of(call, our, their) is { } fault)
            Faults.Add(fault);
        else
            Differences.Add($"{place}: {call}\n  LocalAws {our}\n  moto     {their}");
    }

    private async Task<(Answer Ours, Answer Theirs)> BothAsync(Call call)
    {
        var answers = await Task.WhenAll(ours.SendAsync(call), theirs.SendAsync(call));
        return (answers[0], answers[1]);
    }

    /// <summary>Gives moto what LocalAws holds, so that one difference does not lead to others.</summary>
    private async Task HealAsync()
    {
        var scan = new Call("Scan", new() { ["TableName"] = _table });
        var (our, their) = await BothAsync(scan);
        if (Normalised.Of(scan, our) == Normalised.Of(scan, their))
            return;
        foreach (var item in their.Body["Items"]!.AsArray())
        {
            var key = new JsonObject { ["pk"] = item!["pk"]!.DeepClone(), ["sk"] = item["sk"]!.DeepClone() };
            await theirs.SendAsync(new("DeleteItem", new() { ["TableName"] = _table, ["Key"] = key }));
        }

        foreach (var item in our.Body["Items"]!.AsArray())
            await theirs.SendAsync(new("PutItem", new() { ["TableName"] = _table, ["Item"] = item!.DeepClone() }));
    }
}
