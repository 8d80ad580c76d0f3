using System.Diagnostics.CodeAnalysis;
using WebhookSystem.KillPoints;

/// <summary>
/// What the runtime calls before Main where DOTNET_STARTUP_HOOKS names this assembly: so the programs that are killed
/// are those that are deployed, and know nothing of it.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime asks for this very name.")]
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Arming.OfThisProcess() is { } arming)
            Watching.Begin(arming);
    }
}
