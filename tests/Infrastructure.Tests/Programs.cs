using System.ComponentModel;
using System.Diagnostics;

namespace WebhookSystem.Infrastructure.Tests;

/// <summary>Programs that are not part of .NET. Where one is absent its tests say so and are skipped.</summary>
internal static class Programs
{
    public static async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }

    public static Process Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed here.");
            throw new UnreachableException();
        }
    }
}
