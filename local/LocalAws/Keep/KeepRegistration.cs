namespace WebhookSystem.LocalAws.Keep;

internal static class KeepRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Adds what keeps the services' state in a directory, where one is given.</summary>
        public void AddKeep()
        {
            builder.Services.AddSingleton<Journal>();
            builder.Services.AddSingleton<Recovery>();
            builder.Services.AddSingleton<Snapshots>();
            builder.Services.AddHostedService(static services => services.GetRequiredService<Snapshots>());
        }
    }

    extension(WebApplication app)
    {
        /// <summary>Brings back what is kept. Before the first call, and before anything runs by itself.</summary>
        public WebApplication Recover()
        {
            app.Services.GetRequiredService<Recovery>().Run();
            return app;
        }
    }
}
