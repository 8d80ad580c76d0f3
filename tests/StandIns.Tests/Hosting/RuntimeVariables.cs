namespace WebhookSystem.StandIns.Tests.Hosting;

/// <summary>Environment variables for the time of a test.</summary>
internal sealed class RuntimeVariables : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
