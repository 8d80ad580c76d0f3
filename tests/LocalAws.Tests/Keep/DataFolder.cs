using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>What stands between a server and the one after its crash.</summary>
public enum Way { Log, Snapshot, Both }

/// <summary>A data directory, and copies of it as they would be found after a crash at that moment.</summary>
public sealed class DataFolder : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("localaws-").FullName;
    private readonly List<LocalAwsFixture> _started = [];
    private int _copies;

    public string Path => Directory.CreateDirectory(System.IO.Path.Combine(_root, "data")).FullName;

    public async Task<LocalAwsFixture> StartAsync(string? path = null)
    {
        var fixture = await LocalAwsFixture.StartAsync("--data", path ?? Path);
        _started.Add(fixture);
        return fixture;
    }

    /// <summary>A server on what is on disk now, while the one that wrote it lives on.</summary>
    public Task<LocalAwsFixture> CrashAsync() => StartAsync(Copy());

    /// <summary>A server after a crash, before which a last thing was done.</summary>
    public async Task<LocalAwsFixture> ReopenAsync(Way way, LocalAwsFixture before, Func<Task> last)
    {
        if (way == Way.Both)
            TakeSnapshot(before);
        await last();
        if (way == Way.Snapshot)
            TakeSnapshot(before);
        return await CrashAsync();
    }

    public string Copy()
    {
        var copy = System.IO.Path.Combine(_root, $"copy-{++_copies}");
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            if (System.IO.Path.GetFileName(file) != "lock")
                CopyShared(file, target);
        }

        return copy;
    }

    /// <summary>Takes a snapshot as the server does by itself when its log has grown.</summary>
    public static void TakeSnapshot(LocalAwsFixture fixture) =>
        fixture.Services.GetRequiredService<Snapshots>().Take();

    public async ValueTask DisposeAsync()
    {
        foreach (var fixture in _started)
            await fixture.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private static void CopyShared(string file, string target)
    {
        using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var to = File.Create(target);
        from.CopyTo(to);
    }
}
