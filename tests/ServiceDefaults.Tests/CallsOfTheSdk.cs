using Amazon.Runtime.Internal;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.ServiceDefaults.Tests;

public sealed class CallsOfTheSdk
{
    [Fact]
    public void An_answer_that_is_an_exception_is_not_made_a_text_for_a_span_that_nobody_collects()
    {
        var inner = new Marshaller();
        using var pipeline = new RuntimePipeline([inner, new MetricsHandler()]);

        new NoSpansOfTheSdk().Customize(typeof(object), pipeline);

        Assert.Equal([inner], pipeline.Handlers);
    }
}
