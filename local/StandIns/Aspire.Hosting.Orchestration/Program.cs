using System.Runtime.InteropServices;
using Aspire.Hosting.Orchestration;

// The watcher: owns every process of the application, and lives exactly as long as the pipe to the AppHost.
PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
PosixSignalRegistration[] ignored =
    [.. signals.Select(signal => PosixSignalRegistration.Create(signal, static context => context.Cancel = true))];

ProcessFamily.Found();
await using (var reports = new ReportWriter(Console.OpenStandardOutput()))
{
    var children = new Children(reports);
    using var requests = new BinaryReader(new BufferedStream(Console.OpenStandardInput()));
    while (Request.TryRead(requests) is { } request)
        children.Obey(request);
    await children.StopAllAsync();
}

GC.KeepAlive(ignored);
ProcessFamily.End();
