namespace WebhookSystem.AppHost;

/// <summary>How much a process may allocate before it collects.</summary>
internal static class Memory
{
    /// <summary>16 MB; the runtime reads it in hexadecimal, and from the environment alone.</summary>
    private const string GenerationZeroBytes = "1000000";

    extension(IDistributedApplicationBuilder builder)
    {
        /// <summary>
        /// By itself the runtime takes the size of the processor's cache, and where a virtual machine hides that, a
        /// fraction of it: every process would collect many times a second.
        /// </summary>
        public void GiveRoomToAllocate()
        {
            foreach (var project in builder.Resources.OfType<ProjectResource>())
            {
                builder.CreateResourceBuilder(project).WithEnvironment(
                    static context => context.EnvironmentVariables.TryAdd("DOTNET_GCgen0size", GenerationZeroBytes));
            }
        }
    }
}
