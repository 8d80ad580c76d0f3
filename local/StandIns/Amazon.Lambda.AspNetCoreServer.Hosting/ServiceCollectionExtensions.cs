using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

// The official extensions are where AddX is looked for.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What calls the function.</summary>
public enum LambdaEventSource { RestApi, HttpApi, ApplicationLoadBalancer, WebsocketApi }

/// <summary>
/// Lets an ASP.NET Core application be a Lambda function where it runs as one, and Kestrel's elsewhere.
/// </summary>
public static class ServiceCollectionExtensions
{
    private const string Reflects = "For Native AOT, pass a SourceGeneratorLambdaJsonSerializer.";

    [RequiresUnreferencedCode(Reflects)]
    public static IServiceCollection AddAWSLambdaHosting(
        this IServiceCollection services, LambdaEventSource eventSource) =>
        services.AddAWSLambdaHosting(eventSource, (Action<HostingOptions>?)null);

    [RequiresUnreferencedCode(Reflects)]
    public static IServiceCollection AddAWSLambdaHosting(
        this IServiceCollection services, LambdaEventSource eventSource, Action<HostingOptions>? configure = null)
    {
        if (ReplaceServer(services, eventSource, configure) is { } options)
            services.TryAddSingleton(options.Serializer ?? new DefaultLambdaJsonSerializer());
        return services;
    }

    public static IServiceCollection AddAWSLambdaHosting<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services, LambdaEventSource eventSource,
        SourceGeneratorLambdaJsonSerializer<T> serializer, Action<HostingOptions>? configure = null)
        where T : JsonSerializerContext
    {
        if (ReplaceServer(services, eventSource, configure) is { } options)
        {
            services.TryAddSingleton<ILambdaSerializer>(
                serializer ?? options.Serializer ?? throw new ArgumentNullException(nameof(serializer)));
        }

        return services;
    }

    /// <summary>Null where this process is no Lambda function: then nothing is changed.</summary>
    private static HostingOptions? ReplaceServer(
        IServiceCollection services, LambdaEventSource eventSource, Action<HostingOptions>? configure)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
            return null;
        if (eventSource != LambdaEventSource.HttpApi)
            throw new NotSupportedException($"This stand-in serves HTTP APIs only, not {eventSource}.");

        var options = new HostingOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(options);
        services.RemoveAll<IServer>();
        services.AddSingleton<IServer, HttpApiServer>();
        return options;
    }
}
