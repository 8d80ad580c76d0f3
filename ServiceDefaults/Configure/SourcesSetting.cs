using Microsoft.Extensions.Configuration;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.ServiceDefaults.Configure;

/// <summary>Where the sources file is: <c>Sources:File</c>, else the one that was deployed with the room.</summary>
public static class SourcesSetting
{
    public const string Key = "Sources:File";

    private const string FileName = "sources.json";

    extension(IConfiguration configuration)
    {
        /// <exception cref="SourcesFileException">Every fault that was found, each with its place and its
        /// cure.</exception>
        public SourcesFile LoadSources() => SourcesFile.Load(
            configuration[Key] is { Length: > 0 } file ? file : Path.Combine(AppContext.BaseDirectory, FileName));
    }
}
