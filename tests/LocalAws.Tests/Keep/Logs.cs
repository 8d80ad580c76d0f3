using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>What the log makes of what it finds on disk.</summary>
public sealed class Logs : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localaws-").FullName;

    private string Log => Directory.GetFiles(_directory, "log-*").Single();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_was_settled_is_there_again()
    {
        using (var notes = new Notes(_directory))
        {
            foreach (var number in Enumerable.Range(0, 100))
                await notes.AddAsync(Notes.Number(number));
        }

        using var again = new Notes(_directory);

        Assert.Equal(Enumerable.Range(0, 100).Select(Notes.Number), again.All);
    }

    [Fact]
    public async Task A_record_cut_off_at_any_byte_is_not_there_at_all_and_writing_goes_on()
    {
        await WriteAsync(["first"], ["second", "with the second"]);
        var whole = await File.ReadAllBytesAsync(Log);
        await WriteAsync(["last"]);
        var longer = await File.ReadAllBytesAsync(Log);
        var name = Log;

        for (var length = whole.Length; length < longer.Length; length++)
        {
            await File.WriteAllBytesAsync(name, longer[..length]);
            await WriteAsync(["another"]);

            using var again = new Notes(_directory);
            Assert.Equal(["first", "second", "with the second", "another"], again.All);
        }
    }

    [Fact]
    public async Task Texts_of_one_record_are_there_together_or_not_at_all()
    {
        await WriteAsync(["a", "b", "c"]);
        var whole = await File.ReadAllBytesAsync(Log);
        var name = Log;

        for (var length = LogFile.HeadBytes; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(name, whole[..length]);

            using var again = new Notes(_directory);
            Assert.Empty(again.All);
        }
    }

    [Fact]
    public async Task A_last_record_with_a_wrong_byte_is_cut_off()
    {
        await WriteAsync(["kept"], ["damaged"]);
        await FlipAsync(Log, fromEnd: 1);

        using var again = new Notes(_directory);

        Assert.Equal(["kept"], again.All);
    }

    [Fact]
    public async Task Damage_before_what_was_acknowledged_is_not_passed_over()
    {
        await WriteAsync(["damaged"], ["acknowledged"]);
        await FlipAsync(Log, fromStart: LogFile.HeadBytes + 20);

        var refusal = Assert.Throws<InvalidDataException>(() => new Notes(_directory));

        Assert.Contains("damaged at byte", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_format_is_named()
    {
        await WriteAsync(["x"]);
        await FlipAsync(Log, fromStart: 8);

        var refusal = Assert.Throws<InvalidDataException>(() => new Notes(_directory));

        Assert.Contains("reads and writes format 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_takes_the_place_of_the_log_before_it()
    {
        using (var notes = new Notes(_directory))
        {
            await notes.AddAsync("before");
            notes.TakeSnapshot();
            await notes.AddAsync("between");
            notes.TakeSnapshot();
            await notes.AddAsync("after");
        }

        Assert.Single(Directory.GetFiles(_directory, "log-*"));
        Assert.Single(Directory.GetFiles(_directory, "snapshot-*"));
        using var again = new Notes(_directory);
        Assert.Equal(["before", "between", "after"], again.All);
    }

    [Fact]
    public async Task A_snapshot_that_was_never_finished_is_left_out()
    {
        await WriteAsync(["kept"]);
        await File.WriteAllTextAsync(Path.Combine(_directory, "snapshot-00000002.new"), "half");

        using var again = new Notes(_directory);

        Assert.Equal(["kept"], again.All);
        Assert.Empty(Directory.GetFiles(_directory, "*.new"));
    }

    private async Task WriteAsync(params string[][] records)
    {
        using var notes = new Notes(_directory);
        foreach (var record in records)
            await notes.AddAsync(record);
    }

    private static async Task FlipAsync(string path, int fromStart = 0, int fromEnd = 0)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[fromEnd > 0 ? bytes.Length - fromEnd : fromStart] ^= 0x40;
        await File.WriteAllBytesAsync(path, bytes);
    }
}
