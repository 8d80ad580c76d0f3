using System.CommandLine;
using System.CommandLine.Parsing;
using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Simulator;

/// <summary>The command line.</summary>
internal static class SimulatorCommand
{
    private const string All = "all";

    /// <summary>An overtaken event needs one or two others to overtake it.</summary>
    private const double ReorderMax = 0.4;

    private const int KeysMax = 1000;

    private static readonly Option<string> Provider = new("--provider")
    {
        Description = "Whose webhooks to send", DefaultValueFactory = _ => All,
    };

    private static readonly Option<int?> Count = new("--count")
    {
        Description = "Different events to send; without it, until stopped",
    };

    private static readonly Option<double> Duplicate = Share("--duplicate", 0.05, 1, "Events sent a second time");

    private static readonly Option<double> Reorder = Share(
        "--reorder", 0.1, ReorderMax, "Events overtaken by later ones of their key");

    private static readonly Option<double> Forged = Share(
        "--forged", 0.01, 1, "Forged requests, on top of the events");

    private static readonly Option<double> Tamper = Share(
        "--tamper", 0, 1, "Requests altered after they were signed, on top of the events");

    private static readonly Option<double> Delay = new("--delay") { Description = "Seconds that each waits at most" };

    private static readonly Option<double> Skew = new("--skew")
    {
        Description = "Seconds that senders' clocks are ahead",
    };

    private static readonly Option<string?> Secret = new("--secret")
    {
        Description = "The secret, of a provider that has no development secret; without it, a new one is told",
    };

    private static readonly Option<FileInfo?> KeyFile = new("--key")
    {
        Description = "The private key, of a provider that signs with one; made where there is none",
    };

    private static readonly Option<double> Oversized = Share(
        "--oversized", 0.001, 1, "Requests of over 10 MiB, on top of the events");

    private static readonly Option<double> Large = Share("--large", 0.005, 1, "Events of 300 KiB to 1 MiB");

    private static readonly Option<double?> Rate = new("--rate")
    {
        Description = $"Requests a second; {Settings.CountedRate} with --count, else {Settings.EndlessRate}",
    };

    private static readonly Option<int> Keys = new("--keys")
    {
        Description = "Ordering keys of each provider", DefaultValueFactory = _ => 20,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The same seed gives the same traffic", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Run = new("--run")
    {
        Description = "Letters and digits that stand in every key and id; by default from the time",
    };

    private static readonly Option<Uri> Url = new("--url")
    {
        Description = "Where /hooks/{source} is",
        DefaultValueFactory = _ => new("http://localhost:8080"),
        CustomParser = Address,
    };

    private static readonly Option<bool> Retry = new("--retry")
    {
        Description = "Send a failed request again, as providers do",
    };

    private static readonly Option<int> Connections = new("--connections")
    {
        Description = "Requests under way at once", DefaultValueFactory = _ => 32,
    };

    public static RootCommand Build()
    {
        Provider.AcceptOnlyFromAmong([All, .. Catalogue.Names]);
        Require(Count, count => count is null or > 0, "a whole number above 0");
        Require(Rate, rate => rate is null or > 0, "a number above 0");
        Require(Keys, keys => keys is > 0 and <= KeysMax, $"a whole number from 1 to {KeysMax}");
        Require(Connections, connections => connections > 0, "a whole number above 0");
        Require(Run, run => run?.All(char.IsAsciiLetterOrDigit) != false, "letters and digits");
        var command = new RootCommand("Sends webhooks as providers do, to see what becomes of them.")
        {
            Provider, Count, Rate, Keys, Duplicate, Reorder, Forged, Oversized, Large, Seed, Run, Url, Retry,
            Connections, Tamper, Delay, Skew, Secret, KeyFile,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult given, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var name = given.GetValue(Provider);
        var settings = new Settings
        {
            Providers = name is All ? Catalogue.ByHeart : [Played(name!, given)],
            Count = given.GetValue(Count),
            Duplicate = given.GetValue(Duplicate),
            Reorder = given.GetValue(Reorder),
            Forged = given.GetValue(Forged),
            Tamper = given.GetValue(Tamper),
            Oversized = given.GetValue(Oversized),
            Large = given.GetValue(Large),
            Rate = given.GetValue(Rate),
            Keys = given.GetValue(Keys),
            Seed = given.GetValue(Seed),
            Run = given.GetValue(Run) ?? $"{time.GetUtcNow().ToUnixTimeMilliseconds():x}",
        };
        var destination = new Destination(given.GetValue(Url)!, given.GetValue(Retry), given.GetValue(Connections))
        {
            DelayMax = TimeSpan.FromSeconds(given.GetValue(Delay)), Skew = TimeSpan.FromSeconds(given.GetValue(Skew)),
        };
        return new Simulation(settings, destination, time, Console.Out).RunAsync(cancellationToken);
    }

    private static IProvider Played(string name, ParseResult given)
    {
        if (given.GetValue(Secret) is null
            && Catalogue.ByHeart.FirstOrDefault(known => known.Source == name) is { } known)
            return known;
        var key = SigningKeys.For(name, given.GetValue(Secret), given.GetValue(KeyFile));
        Console.Out.WriteLine($"The receiver verifies {name} with this secret (webhooks/{name}):\n{key.Secret}");
        return Catalogue.Of(name, key);
    }

    private static Option<double> Share(string name, double usual, double most, string description)
    {
        var option = new Option<double>(name)
        {
            Description = $"{description}, as a share of the events", DefaultValueFactory = _ => usual,
        };
        Require(option, share => share >= 0 && share <= most, $"a share from 0 to {most}");
        return option;
    }

    private static void Require<T>(Option<T> option, Predicate<T?> holds, string wanted) =>
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && !holds(result.GetValueOrDefault<T>()))
                result.AddError($"{option.Name}: {wanted} is wanted.");
        });

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http"))
            return address;
        result.AddError($"--url: an http or https address is wanted, and '{text}' is none.");
        return null;
    }
}
