namespace WebhookSystem.Dashboard.Show.Shell;

/// <summary>
/// Dark or light: what the person chose, else what their system prefers, known before the first byte is drawn.
/// </summary>
internal static class ColorScheme
{
    /// <summary>The header in which a browser says what its system prefers.</summary>
    public const string Hint = "Sec-CH-Prefers-Color-Scheme";

    public const string Cookie = "theme";

    /// <summary>Null where neither the person nor the browser has said.</summary>
    public static bool? IsDark(HttpRequest request) => request.Cookies[Cookie] switch
    {
        "dark" => true,
        "light" => false,
        _ => request.Headers[Hint].ToString().Trim('"') switch
        {
            "dark" => true,
            "light" => false,
            _ => null,
        },
    };
}
