using System.Diagnostics;

namespace WebhookSystem.Dashboard.Tests.Admission;

/// <summary>A provider that is not ours, in a process of its own. OIDC_PROVIDER names the folder it is installed
/// in.</summary>
internal sealed class CertifiedProvider : IAsyncDisposable
{
    public const string WhyMissing =
        "Node, Chromium or the npm package oidc-provider is missing: OIDC_PROVIDER names the folder of node_modules.";

    private readonly Process _process;

    private CertifiedProvider(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public string Issuer { get; }

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("OIDC_PROVIDER");

    public static async Task<CertifiedProvider> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Admission", "provider.mjs"),
                Path.Combine(Folder!, "package.json"),
                IdentityProvider.ClientId, IdentityProvider.ClientSecret,
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new(process, await process.StandardOutput.ReadLineAsync() ?? throw Ended(process));
    }

    /// <summary>Tells it where its one client is.</summary>
    public async Task KnowAsync(Uri redirect)
    {
        await _process.StandardInput.WriteLineAsync(redirect.ToString());
        if (await _process.StandardOutput.ReadLineAsync() != "ready")
            throw Ended(_process);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static InvalidOperationException Ended(Process process) =>
        new($"The provider ended before it was ready (exit code {(process.HasExited ? process.ExitCode : "none")}).");
}
