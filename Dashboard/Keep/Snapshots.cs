using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep;

/// <summary>
/// What every open page shows, asked for once however many are open: counts once for each change, and the charts every
/// few seconds.
/// </summary>
internal sealed class Snapshots(Database database, Changes changes, TimeProvider time)
{
    /// <summary>A chart's finest step is ten seconds; nobody sees more of it.</summary>
    private static readonly TimeSpan TrafficAgeMax = TimeSpan.FromSeconds(3);

    private const int TrafficsMax = 64;
    private const int PagesMax = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<TrafficQuery, (Traffic Traffic, DateTimeOffset At)> _traffic = [];
    private readonly Dictionary<EventsQuery, EventPage> _pages = [];
    private AllCounts? _counts;
    private long _version = -1;
    private long _pagesVersion = -1;

    public AllCounts Counts()
    {
        lock (_gate)
        {
            var version = changes.Version;
            if (_counts is null || _version != version)
                (_counts, _version) = (database.Counts(), version);
            return _counts;
        }
    }

    /// <summary>A list as it is now; whoever else looks at the same one sees the same.</summary>
    public EventPage Page(EventsQuery query)
    {
        lock (_gate)
        {
            var version = changes.Version;
            if (_pagesVersion != version || _pages.Count >= PagesMax)
                _pages.Clear();
            _pagesVersion = version;
            return _pages.TryGetValue(query, out var known) ? known : _pages[query] = query.Ask(database);
        }
    }

    public Traffic Traffic(TrafficQuery query)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_traffic.TryGetValue(query, out var known) && now - known.At < TrafficAgeMax)
                return known.Traffic;
            if (_traffic.Count >= TrafficsMax)
                _traffic.Clear();
            var traffic = query.Ask(database, now);
            _traffic[query] = (traffic, now);
            return traffic;
        }
    }
}
