using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>Filters in words.</summary>
internal static class FilterWords
{
    public static string Of(EventFilter filter) => filter switch
    {
        EventFilter.Waiting => "waiting",
        EventFilter.InFlight => "in flight",
        EventFilter.Held => "held",
        EventFilter.Released => "released",
        EventFilter.Dead => "dead",
        EventFilter.Quarantined => "quarantined",
        EventFilter.Duplicate => "duplicates",
        EventFilter.Conflict => "conflicts",
        EventFilter.Late => "late",
        EventFilter.Reordered => "reordered",
        EventFilter.FollowsGap => "follows gap",
        EventFilter.Tied => "tied",
    };
}
