using System.Text.Json.Nodes;
using WebhookSystem.Infrastructure;
using WebhookSystem.Infrastructure.Settings;
using Template = Amazon.CDK.Assertions.Template;

namespace WebhookSystem.Infrastructure.Tests;

/// <summary>A template as it was synthesized; each is made once for all tests.</summary>
public sealed class Synthesized
{
    /// <summary>Of every test that speaks with the CDK: its kernel in Node is one for the process.</summary>
    public const string Kernel = nameof(Kernel);

    private static readonly Dictionary<string, Synthesized> Made = [];

    private Synthesized(string path)
    {
        Path = path;
        Json = JsonNode.Parse(File.ReadAllText(path))!;
    }

    public string Path { get; }

    public JsonNode Json { get; }

    public IEnumerable<(string Id, string Type, JsonNode Properties)> Resources =>
        Json[nameof(Resources)]!.AsObject().Select(one =>
            (one.Key, one.Value!["Type"]!.GetValue<string>(), one.Value["Properties"] ?? new JsonObject()));

    /// <summary>Standard with a pipe, standard with a mapping, lean, and standard with every option.</summary>
    public static TheoryData<string> Names => ["standard/dev", "standard/prod", "lean/prod", "standard/everything"];

    internal static Synthesized Of(string name)
    {
        Assert.SkipUnless(Synthesis.HasNode(), "The CDK runs in Node, which is not installed here.");
        return Made.TryGetValue(name, out var made) ? made : Made[name] = Make(name);
    }

    public Template ToTemplate() => Template.FromString(Json.ToJsonString());

    private static Synthesized Make(string name)
    {
        var (profile, environment) = (Enum.Parse<Profile>(name.Split('/')[0], ignoreCase: true), name.Split('/')[1]);
        var own = environment == "everything"
            ? System.IO.Path.Combine(AppContext.BaseDirectory, "everything.json")
            : null;
        var deployment = Deployment.Load(profile, environment, own);
        var folder = System.IO.Path.Combine(AppContext.BaseDirectory, "synthesized", name);
        return new(System.IO.Path.Combine(
            Synthesis.Run(deployment, folder), $"{deployment.StackName}.template.json"));
    }
}
