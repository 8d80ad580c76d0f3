using WebhookSystem.Dashboard.Admit;

namespace WebhookSystem.Dashboard.Show.Shell;

/// <summary>
/// What pages may do. Bodies, keys and headers on them are written by strangers: should one ever reach the markup, no
/// script of it runs and nothing is loaded from elsewhere.
/// </summary>
internal static class SecurityHeaders
{
    // MudBlazor writes its theme as inline style; nothing writes inline script.
    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    extension(IApplicationBuilder app)
    {
        public void UseSecurityHeaders() => app.Use(static (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers.Vary = ColorScheme.Hint;
            headers["Accept-CH"] = ColorScheme.Hint;

            // By this a browser asks again with the hint; the printed address can be asked for once.
            if (!context.Request.Path.Equals(Doors.Login))
                headers["Critical-CH"] = ColorScheme.Hint;
            return next(context);
        });
    }
}
