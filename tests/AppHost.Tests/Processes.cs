using System.Diagnostics;

namespace WebhookSystem.AppHost.Tests;

internal static class Processes
{
    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>Waits until no process has that id.</summary>
    public static async Task GoneAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    /// <summary>The process that started another; known on Linux only.</summary>
    public static int ParentOf(int id) =>
        int.Parse(File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ')[1]);
}
