using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds connection strings put together from what other resources know.</summary>
public static class ConnectionStringBuilderExtensions
{
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        ReferenceExpression connectionStringExpression)
    {
        var connection = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        foreach (var source in ResourceReferences.In(connectionStringExpression).Distinct())
        {
            if (source is not (ParameterResource or IResourceWithoutLifetime))
                connection.WaitForStart(builder.CreateResourceBuilder(source));
        }

        return connection;
    }
}
