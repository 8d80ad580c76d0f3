using Amazon;

namespace Aspire.Hosting.AWS;

/// <summary>The account and region that resources are pointed at.</summary>
public interface IAWSSDKConfig
{
    string? Profile { get; set; }

    RegionEndpoint? Region { get; set; }

    /// <summary>Whether the official package asks AWS who the caller is. Nothing is asked here.</summary>
    bool SDKValidationEnabled { get; set; }
}

internal sealed class AWSSDKConfig : IAWSSDKConfig
{
    public string? Profile { get; set; }

    public RegionEndpoint? Region { get; set; }

    public bool SDKValidationEnabled { get; set; } = true;
}
