namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that the host itself gives to resources.</summary>
public static class KnownResourceStates
{
    public static readonly string Active = "Active";
    public static readonly string Building = "Building";
    public static readonly string Exited = "Exited";
    public static readonly string FailedToStart = "FailedToStart";
    public static readonly string Finished = "Finished";
    public static readonly string NotStarted = "NotStarted";
    public static readonly string Running = "Running";
    public static readonly string RuntimeUnhealthy = "RuntimeUnhealthy";
    public static readonly string Starting = "Starting";
    public static readonly string Stopping = "Stopping";
    public static readonly string ValueMissing = "ValueMissing";
    public static readonly string Waiting = "Waiting";

    /// <summary>The states from which a resource only comes back by being started again.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

internal static class KnownResourceTypes
{
    public const string Project = "Project";
    public const string Executable = "Executable";
    public const string Parameter = "Parameter";
    public const string ConnectionString = "ConnectionString";
}
