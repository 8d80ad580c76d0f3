using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Run;

/// <summary>
/// A room's zip file. Where it has not been built the template is written, but is not to be deployed.
/// </summary>
internal static class RoomCode
{
    private const string Placeholder = "'use strict'; throw new Error('The functions have not been packaged.');";

    public static Code Of(Construct scope, string room, Deployment deployment)
    {
        var zip = Path.GetFullPath(Path.Combine(
            deployment.CodeFolder, $"{room}-{deployment.Environment.Processors.ToString().ToLowerInvariant()}.zip"));
        if (File.Exists(zip))
            return Code.FromAsset(zip);

        // Whoever deploys by the CDK's command line is stopped; the templates can be read and checked all the same.
        Annotations.Of(scope).AddError($"There is no {zip}. Build it: dotnet run --project tools/Package");
        return Code.FromAsset(PlaceholderFolder());
    }

    private static string PlaceholderFolder()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "not-packaged");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "bootstrap"), Placeholder);
        return folder;
    }
}
