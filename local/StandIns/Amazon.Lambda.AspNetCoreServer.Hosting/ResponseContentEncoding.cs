// Officially in the package below this one, hence the namespace.
namespace Amazon.Lambda.AspNetCoreServer;

/// <summary>Whether an answer's body is handed over as text or as base64.</summary>
public enum ResponseContentEncoding { Default = 0, Base64 }
