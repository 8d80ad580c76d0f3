namespace WebhookSystem.Contracts;

public static partial class Topology
{
    /// <summary>Default ports on a developer's machine.</summary>
    public static class Ports
    {
        public const int Ingress = 8080;
        public const int Dashboard = 8090;
        public const int LocalAws = 4566;
        public const int OtlpGrpc = 4317;
        public const int OtlpHttp = 4318;
    }
}
