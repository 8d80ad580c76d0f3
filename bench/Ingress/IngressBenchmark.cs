using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Bench.Send;
using WebhookSystem.Ingress.Receive;

namespace WebhookSystem.Bench.Ingress;

/// <summary>
/// What a request costs the server's process, the room beside an endpoint with nothing in it: each is a process of its
/// own, so that the clients' time is not counted.
/// </summary>
internal static class IngressBenchmark
{
    private const HttpStatusCode Accepted = HttpStatusCode.Accepted;
    private const HttpStatusCode Refused = HttpStatusCode.Unauthorized;

    private static readonly Option<int> RoundCount = new("--rounds") { DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Requests = new("--requests") { DefaultValueFactory = _ => 20_000 };
    private static readonly Argument<string> Kind = new("kind");

    public static Command Build()
    {
        var command = new Command("ingress", "The room's CPU and memory a request beside an empty endpoint's.")
        {
            RoundCount, Requests,
        };
        command.SetAction((given, cancellationToken) => RunAsync(
            given.GetValue(RoundCount), given.GetValue(Requests), cancellationToken));
        return command;
    }

    /// <summary>The process that is measured.</summary>
    public static Command BuildServer()
    {
        var command = new Command("ingress-server", "Serves what is measured, until its input ends.")
        {
            Kind,
        };
        command.Hidden = true;
        command.SetAction((given, cancellationToken) => ServeAsync(given.GetValue(Kind)!, cancellationToken));
        return command;
    }

    private static async Task ServeAsync(string kind, CancellationToken cancellationToken)
    {
        var app = kind == "room" ? await Served.RoomAsync(new EndlessInbox()).ConfigureAwait(false) : Served.Empty();
        await using var _ = app.ConfigureAwait(false);
        Guard.Open(
            app.MapGet("/figures", static (HttpContext context) => context.Response.WriteAsync(
                string.Create(CultureInfo.InvariantCulture,
                    $"{Environment.CpuUsage.TotalTime.TotalMicroseconds} {GC.GetTotalAllocatedBytes(precise: true)}"),
                context.RequestAborted)),
            "the measure's own");
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(app.Urls.First()).ConfigureAwait(false);
        await Console.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(int rounds, int requests, CancellationToken cancellationToken)
    {
        using var empty = await MeasuredServer.StartAsync("empty").ConfigureAwait(false);
        using var room = await MeasuredServer.StartAsync("room").ConfigureAwait(false);
        var rows = new List<object[]>();
        foreach (var bytes in new[] { 1024, 20 * 1024 })
        {
            var (genuine, forged) = (Served.Request(bytes), Served.Request(bytes, isForged: true));
            var costs = new List<(Cost Empty, Cost Refused, Cost Accepted)>();
            for (var round = 0; round <= rounds; round++)
            {
                var cost = (
                    await empty.MeasureAsync(genuine, requests, Accepted, cancellationToken).ConfigureAwait(false),
                    await room.MeasureAsync(forged, requests, Refused, cancellationToken).ConfigureAwait(false),
                    await room.MeasureAsync(genuine, requests, Accepted, cancellationToken).ConfigureAwait(false));
                if (round > 0)
                    costs.Add(cost);
            }

            rows.Add(Row("verified and refused", bytes, [.. costs.Select(cost => (cost.Empty, cost.Refused))]));
            rows.Add(Row("made an event of", bytes, [.. costs.Select(cost => (cost.Empty, cost.Accepted))]));
        }

        var report = new Report(Console.Out);
        report.Table(["a request", "body bytes", "empty, us CPU", "room, us CPU", "ratio", "B/request more"], rows);
        report.Figures(rows.Select(row => new
        {
            Request = row[0], BodyBytes = row[1], EmptyMicroseconds = row[2], RoomMicroseconds = row[3],
            Ratio = row[4], MoreBytes = row[5],
        }));
        return 0;
    }

    private static object[] Row(string name, int bytes, IReadOnlyList<(Cost Empty, Cost Room)> costs) =>
    [
        name, bytes, Rounds.Median([.. costs.Select(cost => cost.Empty.Microseconds)]),
        Rounds.Median([.. costs.Select(cost => cost.Room.Microseconds)]),
        Rounds.Median([.. costs.Select(cost => cost.Room.Microseconds / cost.Empty.Microseconds)]),
        Rounds.Median([.. costs.Select(cost => cost.Room.Bytes - cost.Empty.Bytes)]),
    ];
}
