using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Fixtures;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Simulation.Tests.Contracts;

/// <summary>The real table, over LocalAws.</summary>
public sealed class DynamoDbKeyTable : KeyTableContract, IAsyncLifetime
{
    private ProvisionedAws? _aws;

    private DynamoKeyTable? _table;

    private protected override IKeyTable Table => _table!;

    public async ValueTask InitializeAsync()
    {
        _aws = await ProvisionedAws.StartAsync();
        _table = new(_aws.DynamoDb, new(_aws.DynamoDb), TimeProvider.System);
    }

    public async ValueTask DisposeAsync() => await _aws!.DisposeAsync();

    protected override async Task<StoredEvent> StoreAsync(string key, string id)
    {
        var stored = Event(key, id);
        await _aws!.DynamoDb.PutItemAsync(Topology.Table.Name, stored.ToItem().ToAttributes());
        return stored;
    }
}
