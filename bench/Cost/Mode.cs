using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Bench.Cost;

/// <summary>A way of running the pipeline that has a price of its own.</summary>
/// <param name="Target">What a million events may cost in it, by the plan; null: nothing is said.</param>
/// <param name="IsRepeated">Every event comes a second time; the price is that of the repetitions alone.</param>
internal sealed record Mode(
    string Name, int BodyBytes, double? Target, bool IsLean = false, bool ByPipe = false, string Ordering = "sequence",
    bool IsRepeated = false, string Mark = "written")
{
    private const double PipeMore = 0.40;
    private const double InferredLess = 0.60;
    private const double TimestampMore = 1.30;
    private const double RepetitionShare = 0.80;

    private static readonly JsonSerializerOptions WithoutNothing =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static IReadOnlyList<Mode> All { get; } =
    [
        new("sequence, 1 KB", 1024, 4.00),
        new("sequence, 20 KB", 20 * 1024, 6.40),
        new("sequence, 1 KB, by pipe", 1024, 4.00 + PipeMore, ByPipe: true),
        new("timestamp, 1 KB", 1024, 4.00 + TimestampMore, Ordering: "timestamp"),
        new("a repetition, 1 KB", 1024, RepetitionShare * 4.00, IsRepeated: true),
        new("lean, 1 KB", 1024, 1.80, IsLean: true),
        new("sequence, 1 KB, mark inferred", 1024, 4.00 - InferredLess, Mark: "inferred"),
        new("lean, 1 KB, mark inferred", 1024, 1.25, IsLean: true, Mark: "inferred"),
    ];

    public string Front => IsLean ? Topology.Services.Lean : Topology.Services.Ingress;

    public Dictionary<string, RoomProgram> Rooms => IsLean
        ? new()
        {
            [Topology.Services.Lean] = RoomProgram.Built("Lean"),
            [Topology.Services.Orderer] = RoomProgram.Built("Orderer"),
        }
        : new()
        {
            [Topology.Services.Ingress] = RoomProgram.Built("Ingress"),
            [Topology.Services.Processor] = RoomProgram.Built("Processor"),
            [Topology.Services.Orderer] = RoomProgram.Built("Orderer"),
        };

    /// <summary>One source, ordered as the mode says; its numbers count as seconds where it is by time.</summary>
    public string Sources => JsonSerializer.Serialize(new
    {
        sources = new
        {
            standard = new
            {
                provider = "standard-webhooks",
                key = "body:/data/id",
                position = "body:/data/sequence",
                mode = Ordering,
                mark = Mark,

                // Where a key's numbers begin: with it the first is known as the first, and no start window is paid.
                start = Ordering == "sequence" ? 1 : (int?)null,
            },
        },
    }, WithoutNothing);
}
