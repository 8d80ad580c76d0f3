using Amazon.CDK.AWS.Lambda;
using Constructs;
using WebhookSystem.Infrastructure.Run;

namespace WebhookSystem.Infrastructure.Receive;

/// <summary>
/// A function's own address. It is open to everybody, as an HTTP API is; who may send is what the function verifies.
/// </summary>
internal sealed class FunctionAddress : Construct
{
    public FunctionAddress(Construct scope, RoomFunction room)
        : base(scope, "address")
    {
        Url = new CfnUrl(this, "Url", new CfnUrlProps
        {
            TargetFunctionArn = room.Function.FunctionArn,
            AuthType = "NONE",
            InvokeMode = "BUFFERED",
        }).AttrFunctionUrl;
        _ = new CfnPermission(this, "InvokeUrl", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunctionUrl",
            FunctionName = room.Function.FunctionArn,
            FunctionUrlAuthType = "NONE",
            Principal = "*",
        });

        // Since October 2025 a new address needs this too: to invoke, and only through the address. The CDK of this
        // version has no property for the condition.
        var invoke = new CfnPermission(this, "InvokeThroughUrl", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = room.Function.FunctionArn,
            Principal = "*",
        });
        invoke.AddPropertyOverride("InvokedViaFunctionUrl", true);
    }

    public string Url { get; }
}
