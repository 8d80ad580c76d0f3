using System.Diagnostics;
using WebhookSystem.Dashboard;

// Whoever only watches leaves the processors to those whom it watches, where they share a machine: when there is more
// to do than can be done, what is shown is late, and not what it shows. Threads have it from the one that starts them.
using (var self = Process.GetCurrentProcess())
    self.PriorityClass = ProcessPriorityClass.BelowNormal;

await using var app = DashboardHost.Build(new() { Args = args });
await app.RunAsync();
