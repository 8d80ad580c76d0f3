namespace Amazon.SecretsManager.Model;

/// <summary>How far the replication to a region has come.</summary>
public class ReplicationStatusType
{
    public string KmsKeyId { get; set; }

    public DateTime? LastAccessedDate { get; set; }

    public string Region { get; set; }

    public StatusType Status { get; set; }

    public string StatusMessage { get; set; }
}
