using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Ingress.Tests.Verifying;

/// <summary>
/// Amazon SNS says in each message where its certificate is: fetched from Amazon's hosts and nowhere else.
/// </summary>
public sealed class PublishedCertificates : IDisposable
{
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:orders";
    private const string Address = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem";

    private static readonly Scheme Scheme = Catalogue.Providers["aws-sns"];

    private readonly FakeTimeProvider _time = new(IngressRoom.Start);
    private readonly MemorySecrets _store = new();
    private readonly Publisher _publisher = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _authority;
    private readonly Authenticity _authenticity;

    public PublishedCertificates()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=An authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(IngressRoom.Start.AddYears(-1), IngressRoom.Start.AddYears(1));
        _store.Versions["s"] = new($$"""{"topicArn":"{{Topic}}"}""", IngressRoom.Start, null);
        var published = new PublishedKeys(
            new(_publisher), new([_authority]), _time, NullLogger<PublishedKeys>.Instance);
        _authenticity = new(_store, published, Meters.SecretUses(), _time, NullLogger<SourceSecret>.Instance);
        Publish("sns.amazonaws.com");
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _key.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_message_of_the_topic_is_believed() =>
        Assert.Equal(Verdict.Genuine, await JudgeAsync(Topic, Address));

    [Fact]
    public async Task Another_account_s_topic_is_refused_though_it_is_signed_as_well() =>
        Assert.NotEqual(Verdict.Genuine, await JudgeAsync("arn:aws:sns:eu-west-1:666666666666:orders", Address));

    [Theory]
    [InlineData("https://sns.eu-west-1.amazonaws.com.attacker.example/SimpleNotificationService-1.pem")]
    [InlineData("http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/?Action=echo")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem?x=1")]
    [InlineData("https://sns.eu-west-1.amazonaws.com@attacker.example/SimpleNotificationService-1.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com:444/SimpleNotificationService-1.pem")]
    [InlineData("https://169.254.169.254/SimpleNotificationService-1.pem")]
    [InlineData("file:///etc/passwd")]
    public async Task A_certificate_elsewhere_is_not_even_asked_for(string address)
    {
        Assert.Equal(Verdict.OtherForm, await JudgeAsync(Topic, address));

        Assert.Empty(_publisher.Addresses);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        Publish("sns.example.com");

        Assert.Equal(Verdict.NoSecret, await JudgeAsync(Topic, Address));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        var request = new CertificateRequest(
            "CN=sns.amazonaws.com", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var own = request.CreateSelfSigned(IngressRoom.Start.AddDays(-1), IngressRoom.Start.AddDays(1));
        _publisher.Publish((Address, own.ExportCertificatePem()));

        Assert.Equal(Verdict.NoSecret, await JudgeAsync(Topic, Address));
    }

    [Fact]
    public async Task A_certificate_that_has_ended_counts_no_more()
    {
        Publish("sns.amazonaws.com", IngressRoom.Start.AddMinutes(30));
        Assert.Equal(Verdict.Genuine, await JudgeAsync(Topic, Address));

        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(Verdict.NoSecret, await JudgeAsync(Topic, Address));
    }

    private void Publish(string name, DateTimeOffset? until = null)
    {
        var request = new CertificateRequest(
            $"CN={name}", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(
            _authority, IngressRoom.Start.AddDays(-1), until ?? IngressRoom.Start.AddDays(30), [1, 2, 3]);
        _publisher.Publish((Address, certificate.ExportCertificatePem()));
    }

    private async Task<Verdict> JudgeAsync(string topic, string address)
    {
        var draft = new Draft().WithBody(Encoding.UTF8.GetBytes($$"""
            {"Type":"Notification","SignatureVersion":"2","MessageId":"m","Message":"hello","TopicArn":"{{topic}}",
             "SigningCertURL":"{{address}}"}
            """), "text/plain");
        var signer = new SenderKey(
            _key.ExportSubjectPublicKeyInfoPem(),
            content => _key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Signer.Sign(Scheme with { Requires = [] }, draft, signer, _time.GetUtcNow(), "m");
        var source = new KnownSource(new() { Name = "s", Provider = "aws-sns" }, Scheme, "1");
        var (verdict, _) = await _authenticity.JudgeAsync(
            source, new(new RequestHeaders(new HeaderDictionary()), draft.Body), _time.GetUtcNow(),
            TestContext.Current.CancellationToken);
        return verdict;
    }
}
