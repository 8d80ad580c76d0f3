using System.Diagnostics;

namespace WebhookSystem.KillPoints;

/// <summary>
/// A point is armed by a file of its name in a directory that the environment names. Who reaches it, dies there.
/// </summary>
internal sealed class Arming(string directory, string service)
{
    /// <summary>Environment: where points are armed.</summary>
    public const string DirectoryVariable = "KILL_POINTS";

    /// <summary>Environment: whose points are this process's.</summary>
    public const string ServiceVariable = "KILL_POINTS_OF";

    public static Arming? OfThisProcess() =>
        Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } directory
        && Environment.GetEnvironmentVariable(ServiceVariable) is { Length: > 0 } service
            ? new(directory, service)
            : null;

    public IReadOnlyList<Point> Points { get; } = [.. Point.All.Where(point => point.Service == service)];

    public static void Arm(string directory, Point point) => File.WriteAllBytes(FileOf(directory, point), []);

    public static void Disarm(string directory, Point point) => File.Delete(FileOf(directory, point));

    public bool IsArmed(Point point) => File.Exists(FileOf(directory, point));

    /// <summary>SIGKILL: nothing is flushed, closed or told.</summary>
    public void Reach(Point point)
    {
        Disarm(directory, point);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static string FileOf(string directory, Point point) => Path.Combine(directory, point.ToString());
}
