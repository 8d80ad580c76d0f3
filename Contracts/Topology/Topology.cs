namespace WebhookSystem.Contracts;

/// <summary>
/// Every name, size and time that two rooms must agree on, each once. The local provisioning, the deployed stacks and
/// the tests are made from it.
/// </summary>
public static partial class Topology
{
    /// <summary>Where LocalAws pretends to be, and where the stacks go by default.</summary>
    public const string DefaultRegion = "us-east-1";

    /// <summary>Service names, as they stand in resources, spans and functions.</summary>
    public static class Services
    {
        public const string Ingress = "ingress";
        public const string Processor = "processor";

        /// <summary>Ingress and the Processor's store in one function, where there is no inbox.</summary>
        public const string Lean = "lean";
        public const string Orderer = "orderer";
        public const string Dashboard = "dashboard";
    }

    /// <summary>Claim-check objects: <c>{source}/{yyyy-MM-dd}/{digest}</c>.</summary>
    public static class Payloads
    {
        public const string BucketName = "webhook-payloads";

        /// <summary>Two days more than any event is kept, so that no ticket outlives its object.</summary>
        public static readonly TimeSpan Retention = Table.Retention + TimeSpan.FromDays(2);
    }

    public static class Secrets
    {
        /// <summary>The secret's name; its SecretString is the secret as the provider shows it.</summary>
        public static string NameFor(string source) => $"webhooks/{source}";

        /// <summary>How long the previous version counts, from the current version's creation.</summary>
        public static readonly TimeSpan PreviousAccepted = TimeSpan.FromHours(24);

        /// <summary>A changed secret is seen after at most this time.</summary>
        public static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(30);
    }
}
