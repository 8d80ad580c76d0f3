using Amazon.Runtime.Internal;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>
/// Takes the SDK's own spans and timings out of every call, which nobody here collects. For them it makes a text of the
/// stack of each answer that is an exception, also where it is an expected one: a secret without a previous version, a
/// put whose condition does not hold. The first such text of a function cost a quarter of its start.
/// </summary>
internal sealed class NoSpansOfTheSdk : IRuntimePipelineCustomizer
{
    public string UniqueName => typeof(NoSpansOfTheSdk).FullName!;

    /// <summary>For every client that is made from now on; more than once changes nothing.</summary>
    public static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new NoSpansOfTheSdk());

    public void Customize(Type type, RuntimePipeline pipeline)
    {
        if (pipeline.Handlers.Any(static handler => handler is MetricsHandler))
            pipeline.RemoveHandler<MetricsHandler>();
    }
}
