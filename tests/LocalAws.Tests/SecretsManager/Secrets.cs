using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.SecretsManager;

/// <summary>Secrets by name: created, found, described, deleted.</summary>
public sealed class Secrets(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_secret_is_found_by_name_by_ARN_and_by_ARN_without_its_suffix()
    {
        var created = await CreateAsync(localAws, "webhooks/found");

        Assert.Matches(
            "^arn:aws:secretsmanager:us-east-1:000000000000:secret:webhooks/found-[A-Za-z0-9]{6}$", created.ARN);
        foreach (var id in new[] { "webhooks/found", created.ARN, created.ARN[..^7] })
        {
            var value = await localAws.Secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = id });
            Assert.Equal(created.VersionId, value.VersionId);
        }
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await CreateAsync(localAws, "webhooks/taken");

        var refusal = await Assert.ThrowsAsync<ResourceExistsException>(() => CreateAsync(localAws, "webhooks/taken"));

        Assert.Equal("The operation failed because the secret webhooks/taken already exists.", refusal.Message);
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<AmazonSecretsManagerException>(() => CreateAsync(localAws, "no spaces"));

        Assert.Equal("ValidationException", refusal.ErrorCode);
        Assert.StartsWith("Invalid name.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Inv Name")]
    [InlineData(" Inv Name")]
    [InlineData(" Inv*Name? ")]
    [InlineData(" Inv *?!]Name\\-")]
    public async Task An_id_that_is_neither_a_name_nor_an_arn_is_refused(string id)
    {
        foreach (var ask in new Func<Task>[]
        {
            () => localAws.Secrets.DescribeSecretAsync(new() { SecretId = id }),
            () => localAws.Secrets.GetSecretValueAsync(new() { SecretId = id }),
            () => localAws.Secrets.DeleteSecretAsync(new() { SecretId = id, ForceDeleteWithoutRecovery = true }),
        })
        {
            var refusal = await Assert.ThrowsAsync<AmazonSecretsManagerException>(ask);

            Assert.Equal("ValidationException", refusal.ErrorCode);
            Assert.Equal(
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: "
                + "-/_+=.@!",
                refusal.Message);
        }
    }

    [Theory]
    [InlineData("a", "12")]
    [InlineData("a SECRET", "1")]
    [InlineData("!a", "3")]
    [InlineData("!c", "123")]
    public async Task A_description_is_searched_by_the_begin_of_its_words(string value, string found)
    {
        var prefix = $"described/{Guid.NewGuid():n}/";
        var descriptions = new[] { "an secret", "asecret", "thesecret" };
        foreach (var (number, description) in descriptions.Index())
        {
            await localAws.Secrets.CreateSecretAsync(
                new() { Name = $"{prefix}{number + 1}", Description = description, SecretString = "s" });
        }

        var list = await localAws.Secrets.ListSecretsAsync(new ListSecretsRequest
        {
            Filters =
            [
                new() { Key = FilterNameStringType.Name, Values = [prefix] },
                new() { Key = FilterNameStringType.Description, Values = [value] },
            ],
        });

        Assert.Equal(found, string.Concat((list.SecretList ?? []).Select(one => one.Name[^1]).Order()));
    }

    [Theory]
    [InlineData("AppBeta", "01")]
    [InlineData("beta", "01")]
    [InlineData("eta", "")]
    [InlineData("+", "")]
    [InlineData("company", "2")]
    [InlineData("Ythings", "3")]
    [InlineData("things", "")]
    public async Task All_of_a_secret_is_searched_by_the_parts_of_its_words(string value, string found)
    {
        var time = new FakeTimeProvider();
        await using var server = await LocalAwsFixture.StartAsync(time);
        string[] names = ["prod/AppBeta/1", "prod+AppBeta+1", "uat/COMPANY/1", "uat/COMPANYthings/1"];
        foreach (var name in names)
        {
            await CreateAsync(server, name);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var list = await server.Secrets.ListSecretsAsync(
            new ListSecretsRequest { Filters = [new() { Key = FilterNameStringType.All, Values = [value] }] });

        // The oldest first, as nothing else is asked for.
        Assert.Equal(found, string.Concat((list.SecretList ?? []).Select(one => Array.IndexOf(names, one.Name))));
    }

    [Fact]
    public async Task Secrets_are_listed_by_name_page_by_page()
    {
        foreach (var name in new[] { "listed/a", "listed/b", "listed/c" })
            await CreateAsync(localAws, name);
        var request = new ListSecretsRequest
        {
            Filters = [new() { Key = FilterNameStringType.Name, Values = ["listed/"] }],
            SortBy = SortByType.Name,
            SortOrder = SortOrderType.Asc,
            MaxResults = 2,
        };

        var first = await localAws.Secrets.ListSecretsAsync(request);
        request.NextToken = first.NextToken;
        var second = await localAws.Secrets.ListSecretsAsync(request);

        Assert.Equal(["listed/a", "listed/b"], first.SecretList.Select(secret => secret.Name));
        Assert.Equal(["listed/c"], second.SecretList.Select(secret => secret.Name));
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task What_is_said_of_a_secret_can_be_changed_without_its_value()
    {
        var created = await CreateAsync(localAws, "webhooks/described");

        var updated = await localAws.Secrets.UpdateSecretAsync(new UpdateSecretRequest
        {
            SecretId = created.Name,
            Description = "Stripe, production",
        });

        var description = await localAws.Secrets.DescribeSecretAsync(
            new DescribeSecretRequest { SecretId = created.Name });
        Assert.Null(updated.VersionId);
        Assert.Equal("Stripe, production", description.Description);
        Assert.Equal("stripe", Assert.Single(description.Tags).Value);
        Assert.Equal(created.VersionId, Assert.Single(description.VersionIdsToStages).Key);
    }

    [Fact]
    public async Task A_deleted_secret_is_gone_when_its_time_is_over()
    {
        var time = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await LocalAwsFixture.StartAsync(time);
        var created = await CreateAsync(server, "webhooks/deleted");
        var deleted = await server.Secrets.DeleteSecretAsync(new DeleteSecretRequest
        {
            SecretId = created.Name,
            RecoveryWindowInDays = 7,
        });

        var marked = await Assert.ThrowsAsync<InvalidRequestException>(() => CreateAsync(server, created.Name));
        time.Advance(TimeSpan.FromDays(7));
        var again = await CreateAsync(server, created.Name);

        Assert.Equal(new(2026, 1, 8, 0, 0, 0, DateTimeKind.Utc), deleted.DeletionDate);
        Assert.Equal(
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
            marked.Message);
        Assert.NotEqual(created.ARN, again.ARN);
    }

    [Fact]
    public async Task A_forced_deletion_frees_the_name_at_once()
    {
        var created = await CreateAsync(localAws, "webhooks/forced");
        await localAws.Secrets.DeleteSecretAsync(new DeleteSecretRequest
        {
            SecretId = created.Name,
            ForceDeleteWithoutRecovery = true,
        });

        var again = await CreateAsync(localAws, created.Name);

        Assert.NotEqual(created.ARN, again.ARN);
    }

    private static Task<CreateSecretResponse> CreateAsync(LocalAwsFixture server, string name) =>
        server.Secrets.CreateSecretAsync(new CreateSecretRequest
        {
            Name = name,
            SecretString = "whsec_test",
            Tags = [new() { Key = "source", Value = "stripe" }],
        });
}
