using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Bench.Start;

/// <summary>
/// Ingress as Lambda starts it, packaged and as the SDK built it, in turns: from the start of its process to its first
/// answer, its secret read from and its event queued in a LocalAws.
/// </summary>
internal static class StartCommand
{
    private static readonly int[] Answers = [StatusCodes.Status401Unauthorized, StatusCodes.Status202Accepted];

    private static readonly Option<int> Times = new("--times")
    {
        Description = "Starts of each program for each answer", DefaultValueFactory = _ => 15,
    };

    private static readonly Option<DirectoryInfo?> Package = new("--package")
    {
        Description = "The folder of the packaged function; without it the one that tools/Package writes",
    };

    public static Command Build()
    {
        var command = new Command("start", "Ingress's first answers, as Native AOT and as the SDK built it.")
        {
            Times, Package,
        };
        command.SetAction((given, token) => RunAsync(
            given.GetValue(Times), given.GetValue(Package) ?? Packaged(), new(Console.Out), token));
        return command;
    }

    private static DirectoryInfo Packaged()
    {
        var processors = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var artifacts = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!;
        return new(Path.Combine(artifacts.FullName, "package", $"{Topology.Services.Ingress}-{processors}"));
    }

    private static async Task<int> RunAsync(
        int times, DirectoryInfo package, Report report, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(package.FullName, "bootstrap")))
        {
            Console.Error.WriteLine($"There is no bootstrap in {package.FullName}. It is packaged by "
                + "dotnet run -c Release --project tools/Package -- --processors x64 (or arm64) ingress");
            return 1;
        }

        List<Starts> all =
        [
            .. from program in new (string, RoomProgram)[]
               {
                   ("as packaged", RoomProgram.Bootstrap(package.FullName)),
                   ("as the SDK built it", RoomProgram.Built("Ingress")),
               }
               from answer in Answers
               select new Starts(program.Item1, program.Item2, answer),
        ];
        await using var rooms = await RunningRooms.StartAsync(
            new Dictionary<string, RoomProgram>(), cancellationToken: cancellationToken);

        // The first round reads the programs from the disk.
        for (var round = 0; round <= times; round++)
        {
            foreach (var starts in all)
                await starts.TakeAsync(rooms, isCounted: round > 0, cancellationToken);
        }

        report.Table(
            ["ingress, to its first", "answer", "best ms", "median ms", "processor ms", "resident MB"],
            all.Select(one => new object[]
            {
                one.Program, one.Status, one.Took.Min(), Rounds.Median([.. one.Took]),
                Rounds.Median([.. one.Processor]), Rounds.Median([.. one.Megabytes]),
            }));
        report.Figures(new
        {
            benchmark = "start",
            firstRefusalMs = Rounds.Median([.. all[0].Took]),
            firstAcceptedMs = Rounds.Median([.. all[1].Took]),
            residentMegabytes = Rounds.Median([.. all[1].Megabytes]),
            builtOverPackaged = Rounds.Median([.. all[3].Took.Zip(all[1].Took, static (jit, aot) => jit / aot)]),
        });
        return 0;
    }

    /// <summary>The starts of one program up to one kind of answer.</summary>
    private sealed class Starts(string name, RoomProgram program, int status)
    {
        private const double Megabyte = 1024 * 1024;

        public string Program => name;

        public int Status => status;

        public List<double> Took { get; } = [];

        public List<double> Processor { get; } = [];

        public List<double> Megabytes { get; } = [];

        public async Task TakeAsync(RunningRooms rooms, bool isCounted, CancellationToken cancellationToken)
        {
            var first = await rooms.BeginAsync(Topology.Services.Ingress, program, Event(), cancellationToken);
            if (first.Answer["statusCode"]?.GetValue<int>() is var answered && answered != status)
                throw new InvalidOperationException($"{name}: {answered} instead of {status}.");
            if (!isCounted)
                return;
            Took.Add(first.Took.TotalMilliseconds);
            Processor.Add(first.ProcessorTime.TotalMilliseconds);
            Megabytes.Add(first.ResidentBytes / Megabyte);
        }

        private JsonNode Event()
        {
            var id = Guid.CreateVersion7().ToString();
            var signed = HttpApiEvent.Standard(id, key: id, sequence: 1, TimeProvider.System.GetUtcNow());
            if (status == StatusCodes.Status401Unauthorized)
                signed["headers"]!["webhook-signature"] = $"v1,{Convert.ToBase64String(new byte[32])}";
            return signed;
        }
    }
}
