using MudBlazor;

namespace WebhookSystem.Dashboard.Show.Shell;

/// <summary>Calm colours, in which only exceptions stand out, and the reader's own fonts: none is downloaded.</summary>
internal static class Theme
{
    private static readonly string[] Fonts =
        ["Inter", "ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    public static MudTheme Calm { get; } = new()
    {
        LayoutProperties = new() { DefaultBorderRadius = "10px", AppbarHeight = "60px" },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.5" },
        },
        PaletteLight = new PaletteLight
        {
            Primary = "#3b5bdb",
            Secondary = "#0b7285",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1c2430",
            TextPrimary = "#1c2430",
            TextSecondary = "#5b6675",
            LinesDefault = "#e4e7ec",
            LinesInputs = "#cbd2db",
            TableLines = "#eceff3",
            Divider = "#e4e7ec",
            ActionDefault = "#5b6675",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8da2fb",
            Secondary = "#5fc9d8",
            Background = "#0f131a",
            Surface = "#171c25",
            AppbarBackground = "#131821",
            AppbarText = "#e6eaf0",
            TextPrimary = "#e6eaf0",
            TextSecondary = "#98a3b3",
            LinesDefault = "#262d39",
            LinesInputs = "#3a4454",
            TableLines = "#222935",
            Divider = "#262d39",
            ActionDefault = "#98a3b3",
            Black = "#0f131a",
        },
    };
}
