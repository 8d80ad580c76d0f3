using System.Xml;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sts;

/// <summary>STS: everyone is the account's root user, and every role may be assumed by anyone.</summary>
internal sealed class StsService(TimeProvider time) : IQueryService
{
    private const string Account = "000000000000";
    private const string AccessKey = "ASIALOCALAWS00000000";

    private static readonly TimeSpan SessionDefault = TimeSpan.FromHours(12);
    private static readonly TimeSpan RoleDefault = TimeSpan.FromHours(1);

    public string XmlNamespace => "https://sts.amazonaws.com/doc/2011-06-15/";

    public IReadOnlyCollection<string> Actions { get; } =
        ["GetCallerIdentity", "GetAccessKeyInfo", "GetSessionToken", "AssumeRole", "AssumeRoleWithWebIdentity"];

    public void Invoke(string action, IFormCollection form, XmlWriter result)
    {
        switch (action)
        {
            case "GetCallerIdentity":
                result.WriteElementString("Arn", $"arn:aws:iam::{Account}:root");
                result.WriteElementString("UserId", Account);
                result.WriteElementString("Account", Account);
                break;
            case "GetAccessKeyInfo":
                Required(form, "AccessKeyId");
                result.WriteElementString("Account", Account);
                break;
            case "GetSessionToken":
                WriteCredentials(form, result, SessionDefault);
                break;
            default:
                WriteRole(form, result);
                break;
        }
    }

    private void WriteRole(IFormCollection form, XmlWriter result)
    {
        var role = Required(form, "RoleArn");
        var session = Required(form, "RoleSessionName");
        var name = role[(role.LastIndexOf('/') + 1)..];
        WriteCredentials(form, result, RoleDefault);
        result.WriteStartElement("AssumedRoleUser");
        result.WriteElementString("Arn", $"arn:aws:sts::{Account}:assumed-role/{name}/{session}");
        result.WriteElementString("AssumedRoleId", $"AROALOCALAWS00000000:{session}");
        result.WriteEndElement();
    }

    private void WriteCredentials(IFormCollection form, XmlWriter result, TimeSpan lifetime)
    {
        if (int.TryParse(form["DurationSeconds"], out var seconds))
            lifetime = TimeSpan.FromSeconds(seconds);
        result.WriteStartElement("Credentials");
        result.WriteElementString("AccessKeyId", AccessKey);
        result.WriteElementString("SecretAccessKey", "local");
        result.WriteElementString("SessionToken", "local");
        result.WriteElementString("Expiration", $"{time.GetUtcNow() + lifetime:yyyy-MM-ddTHH:mm:ssZ}");
        result.WriteEndElement();
    }

    private static string Required(IFormCollection form, string member) =>
        form[member].ToString() is { Length: > 0 } value ? value : throw new AwsException(
            "ValidationError", "1 validation error detected: Value null at "
            + $"'{char.ToLowerInvariant(member[0])}{member[1..]}' failed to satisfy constraint: "
            + "Member must not be null");
}
