using Microsoft.AspNetCore.Components;
using WebhookSystem.Dashboard.Keep;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>Shows something of the read model, and shows it anew when that has changed.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly List<Live> _lives = [];

    [Inject]
    private Changes Changes { get; set; } = default!;

    public void Dispose()
    {
        foreach (var live in _lives)
            live.Dispose();
        Closed();
        GC.SuppressFinalize(this);
    }

    protected abstract void Load();

    /// <summary>Something has changed. Whoever does not want it shown now, overrides this.</summary>
    protected virtual void Refresh()
    {
        Load();
        StateHasChanged();
    }

    protected virtual void Closed()
    {
    }

    protected override void OnParametersSet() => Load();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            Follow(Changes);
    }

    private protected void Follow(Changes changes) =>
        _lives.Add(Live.Follow(changes, () => InvokeAsync(Refresh), DispatchExceptionAsync));
}
