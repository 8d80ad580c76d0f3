using WebhookSystem.Operations.Commands;
using WebhookSystem.Operations.DeadLetters;

namespace WebhookSystem.Dashboard.Act;

internal static class ActRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Scoped to a circuit, whose person they ask for.</summary>
        public void AddActions()
        {
            builder.Services.AddScoped<Operator>();
            builder.Services.AddScoped<Commands>();
            builder.Services.AddSingleton<CommandDesk>();
            builder.Services.AddSingleton<AuditTrail>();
            builder.Services.AddSingleton<Redriving>();
            builder.Services.AddSingleton<DeadLetterQueue>();
        }
    }
}
