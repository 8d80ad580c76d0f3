using WebhookSystem.Contracts;

namespace WebhookSystem.Infrastructure.Settings;

/// <summary>Of a function. Lambda gives processor time in proportion to memory: a whole core at 1,769 MB.</summary>
internal sealed record FunctionSize(int MemoryMegabytes, TimeSpan Timeout);

/// <summary>Sizes that only a deployment knows, each with its reason. What rooms share is in Topology.</summary>
internal static class Sizes
{
    /// <summary>
    /// A request works for a few milliseconds and then waits for SQS: more memory would be paid for while waiting. The
    /// largest body, 6 MB as JSON and 4 as bytes, fits several times. Longer than this no provider waits.
    /// </summary>
    public static FunctionSize Ingress { get; } = new(512, TimeSpan.FromSeconds(15));

    /// <summary>Ten bodies of 256 KB unpacked, compressed and written; its timeout is what Topology says.</summary>
    public static FunctionSize Processor { get; } = new(512, Topology.Functions.Timeout);

    /// <summary>A hundred records of up to 400 KB, folded and sent.</summary>
    public static FunctionSize Orderer { get; } = new(512, Topology.Functions.Timeout);

    /// <summary>Ingress and the Processor's store in one.</summary>
    public static FunctionSize Lean { get; } = Ingress;

    /// <summary>
    /// Fargate's smallest with room for the read model of 500,000 events. One task: a shard bears two readers.
    /// </summary>
    public static (int Cpu, int MemoryMegabytes) Dashboard { get; } = (512, 2048);
}
