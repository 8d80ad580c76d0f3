using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WebhookSystem.Contracts;

namespace WebhookSystem.Fixtures.Rooms;

/// <summary>
/// The rooms as AWS runs them: processes that ask a Runtime API for their invocations. That, queues, table and
/// mappings are a LocalAws of their own.
/// </summary>
public sealed class RunningRooms : IAsyncDisposable
{
    private const string Functions = "2015-03-31/functions";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Dictionary<string, RoomProcess> _processes = [];

    private RunningRooms(ProvisionedAws aws, IReadOnlyDictionary<string, string> environment)
    {
        Aws = aws;
        _environment = environment;
        _http = new HttpClient { BaseAddress = aws.Endpoint };
    }

    public ProvisionedAws Aws { get; }

    /// <param name="environment">Of every room, beside what Lambda sets.</param>
    public static async Task<RunningRooms> StartAsync(
        IReadOnlyDictionary<string, RoomProgram> rooms, bool byPipe = false,
        IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        var running = new RunningRooms(
            await ProvisionedAws.StartAsync(withFunctions: true), environment ?? new Dictionary<string, string>());
        if (byPipe)
            await StreamByPipe.ReplaceMappingAsync(running._http, running.Aws, cancellationToken);
        foreach (var (room, program) in rooms)
            await running.AddAsync(room, program, cancellationToken);
        return running;
    }

    /// <summary>Starts one more room, and waits until it asks for its first invocation.</summary>
    public async Task AddAsync(string room, RoomProgram program, CancellationToken cancellationToken)
    {
        await DeclareAsync(room, cancellationToken);
        _processes[room] = new(room, program, Aws.Endpoint, _environment);
        await UntilAsksAsync(room, cancellationToken);
    }

    /// <summary>Starts a function's process anew, with an invocation that waits for it.</summary>
    public async Task<FirstAnswer> BeginAsync(
        string room, RoomProgram program, JsonNode payload, CancellationToken cancellationToken)
    {
        if (_processes.Remove(room, out var former))
            former.Dispose();
        await DeclareAsync(room, cancellationToken);
        var begun = Stopwatch.GetTimestamp();
        var process = _processes[room] = new(room, program, Aws.Endpoint, _environment);
        var answer = await InvokeAsync(room, payload, cancellationToken);
        return new(answer, Stopwatch.GetElapsedTime(begun), process.ProcessorTime, ResidentBytes(room));
    }

    /// <summary>Starts a room that is no function, and waits until it says that it is healthy.</summary>
    public async Task ServeAsync(
        string room, RoomProgram program, Uri address, IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = address.ToString() };
        _processes[room] = new(room, program, Aws.Endpoint, all);
        await UntilAsync(room, new(address, "health"), cancellationToken);
    }

    /// <summary>Resident memory of a room's process; Linux only.</summary>
    public long ResidentBytes(string room)
    {
        using var process = Process.GetProcessById(_processes[room].Id);
        return process.WorkingSet64;
    }

    public async Task<JsonNode> InvokeAsync(string room, JsonNode payload, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync($"{Functions}/{room}/invocations", payload, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.Headers.Contains("X-Amz-Function-Error"))
            throw new InvalidOperationException($"{room} failed: {text}\n{_processes[room].Written}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Every call so far, by the rooms and on their behalf.</summary>
    public async Task<IReadOnlyList<LedgerLine>> LedgerAsync(CancellationToken cancellationToken)
    {
        var ledger = await _http.GetFromJsonAsync<Ledger>("/_local/ledger", cancellationToken);
        return ledger!.Calls;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
            process.Dispose();
        _http.Dispose();
        await Aws.DisposeAsync();
    }

    private async Task DeclareAsync(string room, CancellationToken cancellationToken)
    {
        var function = new JsonObject
        {
            ["FunctionName"] = room,
            ["Timeout"] = (int)Topology.Functions.Timeout.TotalSeconds,
        };
        using var answer = await _http.PostAsJsonAsync<JsonNode>(Functions, function, cancellationToken);
        if (answer.StatusCode != System.Net.HttpStatusCode.Conflict)
            answer.EnsureSuccessStatusCode();
    }

    private Task UntilAsksAsync(string room, CancellationToken cancellationToken) =>
        UntilAsync(room, new(Aws.Endpoint, $"/_lambda/{room}/health"), cancellationToken);

    private async Task UntilAsync(string room, Uri healthy, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (!await AnswersAsync(healthy, deadline.Token))
        {
            if (_processes[room].HasEnded)
                throw new InvalidOperationException($"{room} ended: {_processes[room].Written}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
