using System.Runtime.InteropServices;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Infrastructure.Tests.Run;

/// <summary>The packaged functions as Lambda starts them, beside the same functions as the SDK built them.</summary>
public sealed class PackagedFunctions
{
    private static readonly Dictionary<string, string> Projects = new()
    {
        [Topology.Services.Ingress] = "Ingress",
        [Topology.Services.Processor] = "Processor",
        [Topology.Services.Orderer] = "Orderer",
    };

    [Fact]
    public async Task Built_functions_take_real_event_shapes_from_one_to_the_next()
    {
        var passage = await PassAsync(Projects.ToDictionary(room => room.Key, room => RoomProgram.Built(room.Value)));

        Assert.Equal(
            ["202", "202", "202", "202", "401", "401", "401", "401", "0", "0"],
            passage.Answers.Select(answer => answer.Split(' ')[0]));
        Assert.Equal(["msg_1", "msg_2", "msg_3"], passage.Released.Select(released => released.Split(' ')[1]));
    }

    /// <summary>Those that are packaged; the others run as they were built.</summary>
    [Theory]
    [InlineData("x64")]
    [InlineData("arm64")]
    public async Task Packaged_functions_answer_as_the_built_ones_do(string processors)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Lambda's programs are Linux's.");
        var built = Projects.ToDictionary(room => room.Key, room => RoomProgram.Built(room.Value));
        var packaged = built.Keys.Where(room => File.Exists(PathOf(room, processors)))
            .ToDictionary(room => room, room => Packaged(PathOf(room, processors), processors));
        Assert.SkipWhen(
            packaged.Count == 0, $"Not packaged: dotnet run --project tools/Package -- --processors {processors}");

        var theirs = await PassAsync(built.ToDictionary(
            room => room.Key, room => packaged.GetValueOrDefault(room.Key, room.Value)));
        var ours = await PassAsync(built);

        Assert.Equal(ours.Answers, theirs.Answers);
        Assert.Equal(ours.Released, theirs.Released);
    }

    private static string PathOf(string room, string processors) => Path.Combine(
        Repository.Root, "artifacts", "package", $"{room}-{processors}", "bootstrap");

    /// <summary>By an emulator where this machine is another; QEMU_LD_PREFIX says where its libraries are.</summary>
    private static RoomProgram Packaged(string path, string processors)
    {
        var own = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        if (processors == own)
            return new(path);
        const string Emulator = "qemu-aarch64-static";
        var isEmulated = processors == "arm64" && Environment.GetEnvironmentVariable("QEMU_LD_PREFIX") is not null
            && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, Emulator)));
        Assert.SkipUnless(isEmulated, $"Packages for {processors} need {Emulator} here, and QEMU_LD_PREFIX.");
        return new(Emulator, path);
    }

    private static async Task<Passage> PassAsync(Dictionary<string, RoomProgram> programs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;

        // Another than the one that runs them: nothing there takes from the queues what the test hands on.
        await using var aws = await ProvisionedAws.StartAsync();
        using var secrets = aws.Options.CreateServiceClient<IAmazonSecretsManager>();
        await secrets.CreateSecretAsync(
            new CreateSecretRequest { Name = Topology.Secrets.NameFor("standard"), SecretString = Signing.Secret },
            cancellationToken);
        await using var rooms = await RunningRooms.StartAsync(
            programs, byPipe: false, Passage.EnvironmentOf(aws.Endpoint, Topology.Payloads.BucketName),
            cancellationToken);
        var passage = new Passage(rooms, aws.Options, cancellationToken);
        await passage.RunAsync();
        return passage;
    }
}

/// <summary>What the events of <see cref="HttpApiEvent"/> are signed with.</summary>
internal static class Signing
{
    public const string Secret = "whsec_ZGV2ZWxvcG1lbnQtb25seS1zdGFuZGFyZC13ZWJob29rcw==";
}
