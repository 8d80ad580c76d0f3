using System.CommandLine;
using System.Globalization;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Diagnose;

namespace WebhookSystem.Verify;

/// <summary>The command line.</summary>
internal static class VerifyCommand
{
    public const int Refused = 1;
    public const int UsageFault = 2;

    private static readonly Option<FileInfo?> Vectors = new("--vectors")
    {
        Description = "Judges each delivery of a file: a line with its id, accept or reject, and the reason",
    };

    private static readonly Option<DirectoryInfo?> PagesTo = new("--pages")
    {
        Description = "Writes the providers' pages from the catalogue into a directory",
    };

    private static readonly Option<FileInfo?> Request = new("--request")
    {
        Description = "Judges one request that was written down as it came, and says what is wrong with it",
    };

    private static readonly Option<string?> Provider = new("--provider")
    {
        Description = "The request's provider, by its entry in the catalogue",
    };

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "The request's source in sources.json, instead of its provider",
    };

    private static readonly Option<FileInfo> Sources = new("--sources")
    {
        Description = "Where the sources are", DefaultValueFactory = _ => new("sources.json"),
    };

    private static readonly Option<string[]> Secrets = new("--secret")
    {
        Description = "A live secret as the provider shows it; may be given again", DefaultValueFactory = _ => [],
    };

    private static readonly Option<FileInfo?> SecretFile = new("--secret-file")
    {
        Description = "A file that holds the secret, which is then in no shell's history",
    };

    private static readonly Option<string?> Url = new("--url")
    {
        Description = "The address as registered with the provider; by default the source's, or the request's own",
    };

    private static readonly Option<DateTimeOffset?> At = new("--at")
    {
        Description = "When the request came; by default now",
    };

    public static RootCommand Build()
    {
        var command = new RootCommand("Holds webhooks against their providers' schemes.")
        {
            Vectors, PagesTo, Request, Provider, Source, Sources, Secrets, SecretFile, Url, At,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        if (given.GetValue(Vectors) is { } vectors)
            return JudgeAll(vectors.FullName);
        if (given.GetValue(PagesTo) is { } directory)
        {
            Pages.Write(directory.FullName);
            return 0;
        }

        try
        {
            return given.GetValue(Request) is { } request ? JudgeOne(given, request) : Fault("See --help.");
        }
        catch (Exception fault) when (fault is FormatException or IOException or SourcesFileException)
        {
            return Fault(fault.Message);
        }
    }

    private static int JudgeAll(string path)
    {
        foreach (var vector in VectorFile.Read(path))
        {
            var judgement = Judge.Of(vector);
            Console.WriteLine($"{vector.Id}\t{(judgement.Accepts ? "accept" : "reject")}\t{judgement.Reason}");
        }

        return 0;
    }

    private static int JudgeOne(ParseResult given, FileInfo file)
    {
        var source = given.GetValue(Source) is { } name ? SourceOf(given.GetValue(Sources)!.FullName, name) : null;
        var provider = given.GetValue(Provider) ?? source?.Provider
            ?? throw new FormatException("--provider or --source is wanted.");
        if (!Catalogue.Providers.TryGetValue(provider, out var scheme))
            throw new FormatException($"'{provider}' is not in the catalogue.");
        var request = SavedRequest.Parse(File.ReadAllBytes(file.FullName), given.GetValue(Url) ?? source?.Url);
        var secrets = given.GetValue(Secrets)!.ToList();
        if (given.GetValue(SecretFile) is { } secretFile)
            secrets.Add(File.ReadAllText(secretFile.FullName).TrimEnd('\r', '\n'));
        var at = given.GetValue(At) ?? TimeProvider.System.GetUtcNow();
        return Tell(Diagnostician.Diagnose(scheme, request, secrets, at));
    }

    private static int Tell(Diagnosis diagnosis)
    {
        var words = VerdictWords.Of(diagnosis.Verdict);
        if (diagnosis.Verdict == Verdict.Genuine)
        {
            Console.WriteLine("accept: genuine");
            return 0;
        }

        Console.WriteLine($"reject: {words.Words} ({words.Code})");
        foreach (var finding in diagnosis.Findings)
            Console.WriteLine($"  {finding.Part.ToString().ToLower(CultureInfo.InvariantCulture)}: {finding.Says}");
        if (diagnosis.Findings.Count == 0)
            Console.WriteLine("  nothing that is known to happen on the way makes it right");
        Console.WriteLine($"check: {words.Remedy}");
        return Refused;
    }

    private static SourceConfiguration SourceOf(string path, string name) =>
        SourcesFile.Load(path).Sources.TryGetValue(name, out var source)
            ? source
            : throw new FormatException($"{path} names no source '{name}'.");

    private static int Fault(string message)
    {
        Console.Error.WriteLine(message);
        return UsageFault;
    }
}
