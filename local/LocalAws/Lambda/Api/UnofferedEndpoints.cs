using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Api;

/// <summary>What Lambda and Pipes have and LocalAws does not offer: refused by the operation's name.</summary>
internal static class UnofferedEndpoints
{
    // Method, path, operation; a star stands for a name.
    private const string OfLambda = """
        POST /2014-11-13/functions/*/invoke-async InvokeAsync
        DELETE /2015-03-31/functions/* DeleteFunction
        GET /2015-03-31/functions/*/aliases ListAliases
        POST /2015-03-31/functions/*/aliases CreateAlias
        DELETE /2015-03-31/functions/*/aliases/* DeleteAlias
        GET /2015-03-31/functions/*/aliases/* GetAlias
        PUT /2015-03-31/functions/*/aliases/* UpdateAlias
        PUT /2015-03-31/functions/*/code UpdateFunctionCode
        GET /2015-03-31/functions/*/policy GetPolicy
        POST /2015-03-31/functions/*/policy AddPermission
        DELETE /2015-03-31/functions/*/policy/* RemovePermission
        GET /2015-03-31/functions/*/versions ListVersionsByFunction
        POST /2015-03-31/functions/*/versions PublishVersion
        GET /2016-08-19/account-settings GetAccountSettings
        DELETE /2017-03-31/tags/* UntagResource
        GET /2017-03-31/tags/* ListTags
        POST /2017-03-31/tags/* TagResource
        DELETE /2017-10-31/functions/*/concurrency DeleteFunctionConcurrency
        PUT /2017-10-31/functions/*/concurrency PutFunctionConcurrency
        GET /2018-10-31/layers ListLayers
        GET /2018-10-31/layers/*/versions ListLayerVersions
        POST /2018-10-31/layers/*/versions PublishLayerVersion
        DELETE /2018-10-31/layers/*/versions/* DeleteLayerVersion
        GET /2018-10-31/layers/*/versions/* GetLayerVersion
        GET /2018-10-31/layers/*/versions/*/policy GetLayerVersionPolicy
        POST /2018-10-31/layers/*/versions/*/policy AddLayerVersionPermission
        DELETE /2018-10-31/layers/*/versions/*/policy/* RemoveLayerVersionPermission
        DELETE /2019-09-25/functions/*/event-invoke-config DeleteFunctionEventInvokeConfig
        GET /2019-09-25/functions/*/event-invoke-config GetFunctionEventInvokeConfig
        POST /2019-09-25/functions/*/event-invoke-config UpdateFunctionEventInvokeConfig
        PUT /2019-09-25/functions/*/event-invoke-config PutFunctionEventInvokeConfig
        GET /2019-09-25/functions/*/event-invoke-config/list ListFunctionEventInvokeConfigs
        GET /2019-09-30/functions/*/concurrency GetFunctionConcurrency
        DELETE /2019-09-30/functions/*/provisioned-concurrency DeleteProvisionedConcurrencyConfig
        GET /2019-09-30/functions/*/provisioned-concurrency GetProvisionedConcurrencyConfig
        PUT /2019-09-30/functions/*/provisioned-concurrency PutProvisionedConcurrencyConfig
        GET /2020-04-22/code-signing-configs ListCodeSigningConfigs
        POST /2020-04-22/code-signing-configs CreateCodeSigningConfig
        DELETE /2020-04-22/code-signing-configs/* DeleteCodeSigningConfig
        GET /2020-04-22/code-signing-configs/* GetCodeSigningConfig
        PUT /2020-04-22/code-signing-configs/* UpdateCodeSigningConfig
        GET /2020-04-22/code-signing-configs/*/functions ListFunctionsByCodeSigningConfig
        DELETE /2020-06-30/functions/*/code-signing-config DeleteFunctionCodeSigningConfig
        GET /2020-06-30/functions/*/code-signing-config GetFunctionCodeSigningConfig
        PUT /2020-06-30/functions/*/code-signing-config PutFunctionCodeSigningConfig
        GET /2021-07-20/functions/*/runtime-management-config GetRuntimeManagementConfig
        PUT /2021-07-20/functions/*/runtime-management-config PutRuntimeManagementConfig
        DELETE /2021-10-31/functions/*/url DeleteFunctionUrlConfig
        GET /2021-10-31/functions/*/url GetFunctionUrlConfig
        POST /2021-10-31/functions/*/url CreateFunctionUrlConfig
        PUT /2021-10-31/functions/*/url UpdateFunctionUrlConfig
        GET /2021-10-31/functions/*/urls ListFunctionUrlConfigs
        POST /2021-11-15/functions/*/response-streaming-invocations InvokeWithResponseStream
        GET /2024-08-31/functions/*/recursion-config GetFunctionRecursionConfig
        PUT /2024-08-31/functions/*/recursion-config PutFunctionRecursionConfig
        GET /2025-11-30/capacity-providers ListCapacityProviders
        POST /2025-11-30/capacity-providers CreateCapacityProvider
        DELETE /2025-11-30/capacity-providers/* DeleteCapacityProvider
        GET /2025-11-30/capacity-providers/* GetCapacityProvider
        PUT /2025-11-30/capacity-providers/* UpdateCapacityProvider
        GET /2025-11-30/capacity-providers/*/function-versions ListFunctionVersionsByCapacityProvider
        GET /2025-11-30/functions/*/function-scaling-config GetFunctionScalingConfig
        PUT /2025-11-30/functions/*/function-scaling-config PutFunctionScalingConfig
        POST /2025-12-01/durable-execution-callbacks/*/fail SendDurableExecutionCallbackFailure
        POST /2025-12-01/durable-execution-callbacks/*/heartbeat SendDurableExecutionCallbackHeartbeat
        POST /2025-12-01/durable-execution-callbacks/*/succeed SendDurableExecutionCallbackSuccess
        GET /2025-12-01/durable-executions/* GetDurableExecution
        POST /2025-12-01/durable-executions/*/checkpoint CheckpointDurableExecution
        GET /2025-12-01/durable-executions/*/history GetDurableExecutionHistory
        GET /2025-12-01/durable-executions/*/state GetDurableExecutionState
        POST /2025-12-01/durable-executions/*/stop StopDurableExecution
        GET /2025-12-01/functions/*/durable-executions ListDurableExecutionsByFunction
        """;

    private const string OfPipes = """
        GET /v1/pipes ListPipes
        PUT /v1/pipes/* UpdatePipe
        POST /v1/pipes/*/start StartPipe
        POST /v1/pipes/*/stop StopPipe
        """;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapUnoffered()
        {
            Map(routes, "Lambda", OfLambda);
            Map(routes, "EventBridge Pipes", OfPipes);
        }
    }

    private static void Map(IEndpointRouteBuilder routes, string service, string operations)
    {
        var group = routes.MapGroup("").AddEndpointFilter<RestErrors>();
        foreach (var line in operations.Split('\n'))
        {
            if (line.Trim().Split(' ') is not [var method, var path, var operation])
                continue;
            group.MapMethods(PatternOf(path), [method], Refuse);

            IResult Refuse() => throw AwsException.UnknownOperation(service, operation);
        }
    }

    private static string PatternOf(string path)
    {
        var count = 0;
        return string.Join('/', path.Split('/').Select(part => part == "*" ? $"{{name{count++}}}" : part));
    }
}
