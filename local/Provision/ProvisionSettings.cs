using Microsoft.Extensions.Configuration;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Provision;

/// <summary>What to create, and where.</summary>
/// <param name="Endpoint">Of <c>AWS_ENDPOINT_URL</c>; null: the AWS account of the credentials.</param>
/// <param name="LambdaEndpoint">Where functions and event-source mappings are declared; null: nowhere.</param>
/// <param name="CreateSecrets">Whether the development secrets are created too.</param>
internal sealed record ProvisionSettings(Uri? Endpoint, Uri? LambdaEndpoint, bool CreateSecrets)
{
    /// <summary>The routes of the sources file; each has a queue of its own.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    public const string Usage =
        """
        Creates the table, queues and bucket that the pipeline needs, where they are not there yet.

        Usage: Provision [--Lambda:Endpoint URL] [--Secrets:Create=true] [--Sources:File FILE]

          AWS_ENDPOINT_URL        where to create (environment); without it, the AWS account of the credentials
          --Lambda:Endpoint URL   declare functions and event-source mappings there too
          --Secrets:Create=true   create the development secrets too; only with AWS_ENDPOINT_URL
          --Sources:File FILE     whose routes get queues; by default the sources.json that was built in
        """;

    private const string EndpointKey = "AWS_ENDPOINT_URL";
    private const string LambdaKey = "Lambda:Endpoint";
    private const string SecretsKey = "Secrets:Create";

    private const string SourcesKey = "Sources:File";

    private static readonly string[] KnownOptions = [$"--{LambdaKey}", $"--{SecretsKey}", $"--{SourcesKey}"];

    /// <exception cref="FormatException">The settings cannot be meant so; the message says why.</exception>
    public static ProvisionSettings Read(string[] arguments, IConfiguration environment)
    {
        Check(arguments);
        var configuration = new ConfigurationBuilder().AddConfiguration(environment).AddCommandLine(arguments).Build();
        var settings = new ProvisionSettings(
            Address(configuration, EndpointKey), Address(configuration, LambdaKey), Switch(configuration, SecretsKey))
        {
            Routes = RoutesOf(configuration[SourcesKey]),
        };
        if (settings.CreateSecrets && (settings.Endpoint is null || IsAccount(settings.Endpoint)))
        {
            throw new FormatException(
                $"Everybody knows the development secrets: set {EndpointKey} to an emulator's address.");
        }

        return settings;
    }

    private static bool IsAccount(Uri endpoint) =>
        endpoint.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>The configuration provider overlooks a misspelt option; here it is a fault.</summary>
    private static void Check(string[] arguments)
    {
        for (var index = 0; index < arguments.Length; index++)
        {
            var parts = arguments[index].Split('=', 2);
            var name = parts[0];
            if (!KnownOptions.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new FormatException($"There is no option '{name}'.");
            if (parts.Length == 1 && ++index == arguments.Length)
                throw new FormatException($"The option '{name}' wants a value.");
        }
    }

    private static string[] RoutesOf(string? file)
    {
        try
        {
            var sources = SourcesFile.Load(file ?? Path.Combine(AppContext.BaseDirectory, "sources.json"));
            return [.. sources.Routes.Select(route => route.Name)];
        }
        catch (SourcesFileException fault)
        {
            throw new FormatException(fault.Message);
        }
    }

    private static Uri? Address(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http") =>
            address,
        var text => throw new FormatException($"{key} is '{text}': an http or https address is wanted."),
    };

    private static bool Switch(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new FormatException($"{key} is '{text}': true or false is wanted."),
    };
}
