using System.CommandLine;

namespace WebhookSystem.Operate;

/// <summary>Options that several commands have.</summary>
internal static class Given
{
    public static readonly Option<bool> Go = new("--go") { Description = "Do it: without this it is only said" };

    public static readonly Option<string> By = new("--by")
    {
        Description = "Who asks, for the record", DefaultValueFactory = _ => Environment.UserName,
    };
}
