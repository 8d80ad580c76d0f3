using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace WebhookSystem.LocalAws.Tests.SecretsManager;

/// <summary>A secret's versions and the labels on them, as a rotation uses them.</summary>
public sealed class Versions(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_new_value_is_current_and_the_one_before_is_previous()
    {
        var secret = await CreateAsync("first");
        await PutAsync(secret, "second");

        Assert.Equal("second", (await GetAsync(secret)).SecretString);
        Assert.Equal("first", (await GetAsync(secret, "AWSPREVIOUS")).SecretString);
        var description = await localAws.Secrets.DescribeSecretAsync(new DescribeSecretRequest { SecretId = secret });
        Assert.Equal(
            ["AWSCURRENT", "AWSPREVIOUS"], description.VersionIdsToStages.Values.SelectMany(stages => stages).Order());
    }

    [Fact]
    public async Task A_rotation_ends_when_the_label_moves()
    {
        var secret = await CreateAsync("old");
        var old = (await GetAsync(secret)).VersionId;
        var pending = await PutAsync(secret, "new", "AWSPENDING");

        await localAws.Secrets.UpdateSecretVersionStageAsync(new UpdateSecretVersionStageRequest
        {
            SecretId = secret,
            VersionStage = "AWSCURRENT",
            RemoveFromVersionId = old,
            MoveToVersionId = pending.VersionId,
        });

        var current = await GetAsync(secret);
        Assert.Equal("new", current.SecretString);
        Assert.Equal(["AWSCURRENT", "AWSPENDING"], current.VersionStages);
        Assert.Equal(old, (await GetAsync(secret, "AWSPREVIOUS")).VersionId);
    }

    [Fact]
    public async Task The_label_is_not_taken_from_a_version_that_is_not_named()
    {
        var secret = await CreateAsync("old");
        var pending = await PutAsync(secret, "new", "AWSPENDING");

        var refusal = await Assert.ThrowsAsync<InvalidParameterException>(() =>
            localAws.Secrets.UpdateSecretVersionStageAsync(new UpdateSecretVersionStageRequest
            {
                SecretId = secret,
                VersionStage = "AWSCURRENT",
                MoveToVersionId = pending.VersionId,
            }));

        Assert.StartsWith(
            "The parameter RemoveFromVersionId can't be empty.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("old", (await GetAsync(secret)).SecretString);
    }

    [Fact]
    public async Task A_new_current_value_ends_what_was_pending()
    {
        var secret = await CreateAsync("1");
        var first = (await GetAsync(secret)).VersionId;
        var second = await PutAsync(secret, "2", "AWSPENDING");
        await localAws.Secrets.UpdateSecretVersionStageAsync(new UpdateSecretVersionStageRequest
        {
            SecretId = secret,
            VersionStage = "AWSCURRENT",
            RemoveFromVersionId = first,
            MoveToVersionId = second.VersionId,
        });

        await PutAsync(secret, "3");

        var list = await localAws.Secrets.ListSecretVersionIdsAsync(
            new ListSecretVersionIdsRequest { SecretId = secret });
        Assert.Equal(
            ["AWSPREVIOUS", "AWSCURRENT"], list.Versions.Select(version => Assert.Single(version.VersionStages)));
    }

    [Fact]
    public async Task A_version_without_labels_is_listed_only_on_demand()
    {
        var secret = await CreateAsync("1");
        await PutAsync(secret, "2");
        await PutAsync(secret, "3");

        var labelled = await localAws.Secrets.ListSecretVersionIdsAsync(
            new ListSecretVersionIdsRequest { SecretId = secret });
        var all = await localAws.Secrets.ListSecretVersionIdsAsync(
            new ListSecretVersionIdsRequest { SecretId = secret, IncludeDeprecated = true });

        Assert.Equal(2, labelled.Versions.Count);
        Assert.Equal(3, all.Versions.Count);
        Assert.Null(all.Versions[0].VersionStages);
    }

    [Fact]
    public async Task A_repeated_call_makes_no_second_version()
    {
        var secret = await CreateAsync("1");
        var put = new PutSecretValueRequest
        {
            SecretId = secret,
            SecretString = "2",
            ClientRequestToken = Guid.NewGuid().ToString(),
        };
        var first = await localAws.Secrets.PutSecretValueAsync(put);

        var second = await localAws.Secrets.PutSecretValueAsync(put);
        put.SecretString = "other";
        await Assert.ThrowsAsync<ResourceExistsException>(() => localAws.Secrets.PutSecretValueAsync(put));

        Assert.Equal(first.VersionId, second.VersionId);
        Assert.Equal(put.ClientRequestToken, second.VersionId);
        Assert.Equal("2", (await GetAsync(secret)).SecretString);
    }

    [Fact]
    public async Task Bytes_come_back_as_they_were()
    {
        var name = $"webhooks/{Guid.NewGuid():N}";
        await localAws.Secrets.CreateSecretAsync(new CreateSecretRequest
        {
            Name = name,
            SecretBinary = new MemoryStream([0, 1, 254, 255]),
        });

        var value = await GetAsync(name);

        Assert.Equal([0, 1, 254, 255], value.SecretBinary.ToArray());
        Assert.Null(value.SecretString);
    }

    [Fact]
    public async Task What_is_not_there_is_refused_in_the_words_of_AWS()
    {
        var secret = await CreateAsync("1");

        var noSecret = await Assert.ThrowsAsync<ResourceNotFoundException>(() => GetAsync("webhooks/none"));
        var noStage = await Assert.ThrowsAsync<ResourceNotFoundException>(() => GetAsync(secret, "AWSPREVIOUS"));

        Assert.Equal("Secrets Manager can't find the specified secret.", noSecret.Message);
        Assert.Equal(
            "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS", noStage.Message);
        Assert.Equal("ResourceNotFoundException", noStage.ErrorCode);
    }

    private async Task<string> CreateAsync(string value)
    {
        var name = $"webhooks/{Guid.NewGuid():N}";
        await localAws.Secrets.CreateSecretAsync(new CreateSecretRequest { Name = name, SecretString = value });
        return name;
    }

    private Task<PutSecretValueResponse> PutAsync(string secret, string value, params string[] stages) =>
        localAws.Secrets.PutSecretValueAsync(new PutSecretValueRequest
        {
            SecretId = secret,
            SecretString = value,
            VersionStages = stages.Length == 0 ? null : [.. stages],
        });

    private Task<GetSecretValueResponse> GetAsync(string secret, string? stage = null) =>
        localAws.Secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = secret, VersionStage = stage });
}
