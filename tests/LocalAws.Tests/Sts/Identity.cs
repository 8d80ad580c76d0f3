using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace WebhookSystem.LocalAws.Tests.Sts;

/// <summary>Who one is, over the query protocol.</summary>
public sealed class Identity(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Everyone_is_the_account_s_root()
    {
        var caller = await localAws.SecurityToken.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        Assert.Equal("000000000000", caller.Account);
        Assert.Equal("arn:aws:iam::000000000000:root", caller.Arn);
    }

    [Fact]
    public async Task Every_role_may_be_assumed()
    {
        var assumed = await localAws.SecurityToken.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = "arn:aws:iam::000000000000:role/path/deployer",
            RoleSessionName = "me",
        });

        Assert.Equal("arn:aws:sts::000000000000:assumed-role/deployer/me", assumed.AssumedRoleUser.Arn);
        Assert.NotEmpty(assumed.Credentials.SessionToken);
    }

    [Fact]
    public async Task A_session_s_keys_last_as_long_as_they_were_asked_for()
    {
        var before = TimeProvider.System.GetUtcNow();

        var session = await localAws.SecurityToken.GetSessionTokenAsync(
            new GetSessionTokenRequest { DurationSeconds = 900 });

        Assert.InRange(session.Credentials.Expiration!.Value.ToUniversalTime(),
            before.AddSeconds(890).UtcDateTime, before.AddSeconds(960).UtcDateTime);
    }

    [Fact]
    public async Task A_role_may_be_assumed_with_a_token_of_another_house()
    {
        var assumed = await localAws.SecurityToken.AssumeRoleWithWebIdentityAsync(new()
        {
            RoleArn = "arn:aws:iam::000000000000:role/ci", RoleSessionName = "run", WebIdentityToken = "token",
        });

        Assert.Equal("arn:aws:sts::000000000000:assumed-role/ci/run", assumed.AssumedRoleUser.Arn);
    }

    [Fact]
    public async Task Every_key_is_the_account_s()
    {
        var info = await localAws.SecurityToken.GetAccessKeyInfoAsync(new() { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" });

        Assert.Equal("000000000000", info.Account);
    }

    [Fact]
    public async Task An_action_that_is_not_offered_is_named()
    {
        var error = await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(
            () => localAws.SecurityToken.DecodeAuthorizationMessageAsync(new() { EncodedMessage = "x" }));

        Assert.Equal("InvalidAction", error.ErrorCode);
        Assert.Contains("DecodeAuthorizationMessage", error.Message);
    }
}
