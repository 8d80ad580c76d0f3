using System.ComponentModel;
using System.Diagnostics;
using Amazon.CDK;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure;

/// <summary>Turns a deployment into templates. The CDK runs in Node; nothing else is needed, and no account.</summary>
internal static class Synthesis
{
    /// <returns>The folder of the templates.</returns>
    /// <exception cref="DeploymentException">Node is not there.</exception>
    public static string Run(Deployment deployment, string? folder)
    {
        RequireNode();

        // The CDK of this version warns of every Node that is newer than itself.
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1");
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", "1");
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1");
        var app = new App(new AppProps
        {
            Outdir = folder ?? "cdk.out",
            AnalyticsReporting = false,
            TreeMetadata = false,
        });
        _ = deployment.Profile switch
        {
            Profile.Standard => new StandardStack(app, deployment),
            Profile.Lean => (Stack)new LeanStack(app, deployment),
        };
        return app.Synth().Directory;
    }

    /// <summary>True where Node answers.</summary>
    public static bool HasNode()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            node!.WaitForExit();
            return node.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static void RequireNode()
    {
        if (!HasNode())
            throw new DeploymentException(
                "The CDK runs in Node, and there is no `node` on the path. Install Node 20 or later "
                + "(https://nodejs.org); the rest of the solution does without it.");
    }
}
