namespace Amazon.SecretsManager.Model;

/// <summary>When a secret is rotated.</summary>
public class RotationRulesType
{
    public long? AutomaticallyAfterDays { get; set; }

    public string Duration { get; set; }

    public string ScheduleExpression { get; set; }
}
