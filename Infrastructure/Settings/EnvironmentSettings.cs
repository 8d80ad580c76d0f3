namespace WebhookSystem.Infrastructure.Settings;

/// <summary>
/// How the stream comes to the Orderer. Never both: a shard bears two readers, and the Dashboard is one.
/// </summary>
internal enum StreamFeed
{
    /// <summary>An EventBridge Pipe: $0.40 per million, and its own place to look at.</summary>
    Pipe,

    /// <summary>An event-source mapping: its reads are free.</summary>
    Mapping,
}

internal enum Processors
{
    Arm64,
    X64,
}

/// <summary>One environment of <c>environments.json</c>. What is not said there is as here.</summary>
internal sealed record EnvironmentSettings
{
    public string Name { get; init; } = "";

    /// <summary>Null: the account and region of the credentials it is deployed with.</summary>
    public string? Account { get; init; }

    public string? Region { get; init; }

    public Processors Processors { get; init; } = Processors.Arm64;

    public StreamFeed StreamFeed { get; init; } = StreamFeed.Pipe;

    /// <summary>Data outlives the stack, cannot be deleted by accident, and comes back to any second.</summary>
    public bool KeepsData { get; init; } = true;

    public int LogRetentionDays { get; init; } = 30;

    /// <summary>Of the rooms. Information is a line for every event: see docs/cost.md.</summary>
    public string LogLevel { get; init; } = "Warning";

    /// <summary>X-Ray on the functions: Lambda samples one request a second and 5 % of the rest.</summary>
    public bool XRay { get; init; }

    /// <summary>Where the rooms send telemetry, e.g. a collector's address; null: nowhere.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Share of traces that begin here and are kept; a trace that came sampled stays so.</summary>
    public double TracedShare { get; init; } = 0.01;

    /// <summary>Hears every alarm, once it has confirmed the subscription.</summary>
    public string? AlarmEmail { get; init; }

    public OwnDomainSettings? OwnDomain { get; init; }

    /// <summary>Sources whose senders bring a token of the stack's own Cognito user pool.</summary>
    public IReadOnlyList<string> OAuthSources { get; init; } = [];

    /// <summary>Null: no Dashboard.</summary>
    public DashboardSettings? Dashboard { get; init; }
}

/// <summary>A name of one's own for the HTTP API.</summary>
/// <param name="TruststoreUri">s3://… of the certificates that clients must have; null: no mutual TLS.</param>
internal sealed record OwnDomainSettings(string Name, string CertificateArn, string? TruststoreUri = null);

/// <summary>The Dashboard on Fargate, which signs people in by OpenID Connect.</summary>
/// <param name="Repository">Of ECR, for the image.</param>
/// <param name="Issuer">Whose <c>/.well-known/openid-configuration</c> says the rest.</param>
/// <param name="ClientSecretName">Of Secrets Manager, for what the issuer gave as the client's secret.</param>
internal sealed record DashboardSettings(
    string Repository, string Tag, string CertificateArn, string Issuer, string ClientId, string ClientSecretName)
{
    /// <summary>The claim that makes an operator of whoever has it with <see cref="OperatorValue"/>.</summary>
    public string OperatorClaim { get; init; } = "roles";

    public string OperatorValue { get; init; } = "operator";

    /// <summary>Operators may send signed test events: for that it reads the sources' secrets.</summary>
    public bool SendsTestEvents { get; init; }
}
