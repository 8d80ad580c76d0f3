using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Follow;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Follow;

/// <summary>The reader goes on where it was, whatever happened to it, to the stream or to the table.</summary>
public sealed class Resuming : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly Running _running;

    public Resuming() => _running = new()
    {
        Data = Directory.CreateTempSubdirectory("dashboard-tests-").FullName,
        Time = _time,
    };

    public ValueTask InitializeAsync() => _running.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        Directory.Delete(_running.Data!, recursive: true);
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_checkpoint()
    {
        await _running.PutAsync(Items.Event("before").ToItem());
        await AcceptedAsync(1);

        await _running.StopDashboardAsync();
        await _running.PutAsync(Items.Event("meanwhile").ToItem());
        await _running.StartDashboardAsync();

        await AcceptedAsync(2);
    }

    [Fact]
    public async Task A_table_made_anew_is_read_anew()
    {
        await _running.PutAsync(Items.Event("old").ToItem());
        await AcceptedAsync(1);

        await _running.Table.DeleteTableAsync(Topology.Table.Name);
        await _running.CreateTableAsync();
        await _running.PutAsync(Items.Event("new").ToItem(), Items.Event("newer").ToItem());

        await AcceptedAsync(2);
        var events = await _running.EventuallyAsync("/api/events", static _ => true);
        Assert.DoesNotContain("\"old\"", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_stream_no_longer_tells_is_read_from_the_table()
    {
        await _running.StopDashboardAsync();
        await _running.PutAsync(Items.Event("untold").ToItem());
        await _running.Table.UpdateTableAsync(
            new(Topology.Table.Name, null) { StreamSpecification = new() { StreamEnabled = false } });
        await _running.Table.UpdateTableAsync(new(Topology.Table.Name, null)
        {
            StreamSpecification = new() { StreamEnabled = true, StreamViewType = "NEW_AND_OLD_IMAGES" },
        });
        await _running.StartDashboardAsync();

        await AcceptedAsync(1);
    }

    [Fact]
    public async Task What_was_trimmed_unread_is_read_from_the_table()
    {
        await _running.PutAsync(Items.Event("read").ToItem());
        await AcceptedAsync(1);
        await _running.StopDashboardAsync();

        await _running.PutAsync(Items.Event("trimmed").ToItem());
        _time.Advance(Topology.Table.StreamRetention + TimeSpan.FromHours(1));
        await _running.PutAsync(Items.Event("later").ToItem());
        await _running.StartDashboardAsync();

        await AcceptedAsync(3);
    }

    [Fact]
    public async Task A_key_that_the_read_model_does_not_have_is_read_from_the_table_itself()
    {
        var stored = Items.Event("untold");
        await _running.PutAsync(stored.ToItem());
        using var model = Model.Of();
        var applying = new Applying(model.Database, new(TimeProvider.System), NullLogger<Applying>.Instance);

        await new ReadThrough(_running.Table, applying).ReadAllAsync(
            stored.Source, stored.CollectionKey, TestContext.Current.CancellationToken);

        Assert.Equal("untold", model.Event(stored).Id);
    }

    [Fact]
    public async Task An_event_that_is_opened_is_as_the_table_has_it_though_the_stream_has_not_said_so()
    {
        var stored = Items.Event("behind");
        using var model = Model.Of(stored.ToItem());
        await _running.PutAsync(
            stored.ToItem(), Items.Cursor("order-1", 1, seconds: 1, ring: [Items.Released(stored, 1)]));
        var applying = new Applying(model.Database, new(TimeProvider.System), NullLogger<Applying>.Instance);

        await new ReadThrough(_running.Table, applying).ReadEventAsync(
            new(stored.Source, stored.CollectionKey, stored.EventId), TestContext.Current.CancellationToken);

        Assert.Equal(1, model.Event(stored).Ordinal);
    }

    [Fact]
    public async Task An_expired_iterator_is_taken_anew()
    {
        await _running.PutAsync(Items.Event("before").ToItem());
        await AcceptedAsync(1);

        _time.Advance(TimeSpan.FromMinutes(20));
        await _running.PutAsync(Items.Event("after").ToItem());

        await AcceptedAsync(2);
    }

    private Task<string> AcceptedAsync(long number) => _running.EventuallyAsync("/api/counts", text =>
    {
        using var counts = JsonDocument.Parse(text);
        return counts.RootElement.GetProperty("accepted").GetInt64() == number;
    });
}
