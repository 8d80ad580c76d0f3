using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Infrastructure.Tests.Policy;

/// <summary>The packaged functions, started as Lambda starts them: as <c>bootstrap</c>, each in its folder.</summary>
public sealed class AsPackaged
{
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "package");

    [Theory]
    [InlineData("ingress", "ingress", "processor", "orderer")]
    [InlineData("lean", "lean", "orderer")]
    public async Task Native_functions_take_every_event_to_its_release(string front, params string[] rooms)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Lambda's programs are Linux's.");
        var programs = rooms.ToDictionary(room => room, room => RoomProgram.Bootstrap(Folder(room)));
        Assert.SkipUnless(
            programs.Values.All(program => File.Exists(program.Program)),
            "Not packaged: dotnet run --project tools/Package -- --processors x64");

        var calls = await Traffic.RunAsync(front, programs, byPipe: false, TestContext.Current.CancellationToken);

        Assert.All(rooms, room => Assert.Contains(calls, call => call.Caller == room));
        Assert.All(
            calls.Where(call => call.Operation == "Execution"),
            execution => Assert.True(execution.Refused == 0, execution.ToString()));
    }

    private static string Folder(string room) => Path.Combine(Packages, $"{room}-x64");
}
