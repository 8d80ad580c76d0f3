namespace WebhookSystem.Dashboard.Answer;

internal static class ApiRegistration
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapApi()
        {
            var api = routes.MapGroup("/api");
            api.MapEvents();
            api.MapEvent();
            api.MapKey();
        }
    }
}
