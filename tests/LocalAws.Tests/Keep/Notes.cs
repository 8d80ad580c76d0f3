using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>The smallest service there can be, kept in a directory: a list of texts.</summary>
internal sealed class Notes : IKept, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Journal _journal = new(NullLogger<Journal>.Instance);
    private readonly Recovery _recovery;
    private readonly Snapshots _snapshots;

    public Notes(string directory)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("data", directory)]).Build();
        _recovery = new(_journal, [this], configuration, NullLogger<Recovery>.Instance);
        _snapshots = new(
            _journal, _recovery, [this], configuration, TimeProvider.System, NullLogger<Snapshots>.Instance);
        try
        {
            _recovery.Run();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public List<string> All { get; } = [];

    public KeptService Service => KeptService.SecretsManager;

    /// <summary>Texts that are there together or not at all.</summary>
    public async Task AddAsync(params string[] texts)
    {
        lock (_gate)
        {
            var record = new EntryWriter();
            foreach (var text in texts)
                record.Text(text);
            All.AddRange(texts);
            _journal.Append(Service, record.Written);
        }

        await _journal.SettleAsync(TestContext.Current.CancellationToken);
    }

    public void TakeSnapshot() => _snapshots.Take();

    public void Replay(EntryReader record) => All.Add(record.Text());

    public IDisposable Hold() => new HeldLock(_gate);

    public IEnumerable<Action<EntryWriter>> Capture()
    {
        var all = All.ToArray();
        return all.Select<string, Action<EntryWriter>>(static text => output => output.Text(text));
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
        _snapshots.Dispose();
        _recovery.Dispose();
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
