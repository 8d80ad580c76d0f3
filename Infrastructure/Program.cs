using System.CommandLine;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Infrastructure;
using WebhookSystem.Infrastructure.Settings;

var profile = new Option<Profile>("--profile") { Description = "standard, or lean for those who count cents" };
var environment = new Option<string>("--environment")
{
    Description = "A name of environments.json",
    DefaultValueFactory = static _ => "dev",
};
var environments = new Option<FileInfo?>("--environments") { Description = "Another environments.json" };
var sources = new Option<FileInfo?>("--sources") { Description = "Another sources.json" };
var code = new Option<DirectoryInfo?>("--code") { Description = "Folder of the functions' zip files" };

var command = new RootCommand("Writes the CloudFormation templates of a profile to CDK_OUTDIR.")
{
    profile, environment, environments, sources, code,
};
command.SetAction(parsed =>
{
    try
    {
        var deployment = Deployment.Load(
            parsed.GetValue(profile), parsed.GetValue(environment)!, parsed.GetValue(environments)?.FullName,
            parsed.GetValue(sources)?.FullName, parsed.GetValue(code)?.FullName);
        Console.WriteLine(Synthesis.Run(deployment, Environment.GetEnvironmentVariable("CDK_OUTDIR")));
        return 0;
    }
    catch (Exception fault) when (fault is DeploymentException or SourcesFileException)
    {
        Console.Error.WriteLine(fault.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
