using System.Net;
using WebhookSystem.LocalAws.Faults;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Ledger;
using WebhookSystem.LocalAws.S3.Wire;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.S3;

/// <summary>S3 over its REST protocol: finds the operation, and answers in S3's error shape what goes wrong.</summary>
internal sealed partial class S3Service(
    S3Routes routes, Journal journal, FaultPlan faults, TimeProvider time, ILogger<S3Service> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        context.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString("N")[..16].ToUpperInvariant();
        context.Response.Headers.Server = "AmazonS3";
        context.Response.Headers["x-amz-id-2"] = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        try
        {
            var request = S3Address.Find(context);
            var name = OperationNames.Of(request);
            context.Call.Is("s3", name);
            context.Call.Resource = request.Bucket;
            PresignedAddress.Check(request, time.GetUtcNow());
            var operation = routes.Find(request) ?? throw Refusals.NotOffered(name);
            await journal.ReadyAsync(cancellationToken);

            // Who answers for himself cannot be contradicted afterwards: here every fault comes before.
            var fault = faults.Next("s3", name);
            await (fault with { Before = fault.Before ?? fault.After }).BeginAsync(time, cancellationToken);

            // An operation writes its own answer: what it did is on disk before the first byte of it goes out.
            context.Response.OnStarting(() => journal.SettleAsync(cancellationToken).AsTask());
            await operation(request, cancellationToken);
            await journal.SettleAsync(cancellationToken);
            Log.Called(logger, name, request.Bucket);
        }
        catch (AwsException fault)
        {
            CloseUnread(context);
            await XmlAnswer.WriteErrorAsync(
                context, new(fault.Code, fault.Message, fault.Status), cancellationToken);
        }
        catch (S3Exception error)
        {
            CloseUnread(context);
            await XmlAnswer.WriteErrorAsync(context, error, cancellationToken);
        }
        catch (Exception bug) when (bug is not (OperationCanceledException or BadHttpRequestException)
            && !context.Response.HasStarted)
        {
            Log.Failed(logger, bug, context.Request.Method);
            await XmlAnswer.WriteErrorAsync(context, new(
                "InternalError", "We encountered an internal error: see LocalAws's log.",
                HttpStatusCode.InternalServerError), cancellationToken);
        }
    }

    /// <summary>
    /// Who waits to be told to go on, and is refused instead, does not send the body: what would come next on the
    /// connection is no part of it.
    /// </summary>
    private static void CloseUnread(HttpContext context)
    {
        if (context.Request.Headers.Expect.Count > 0)
            context.Response.Headers.Connection = "close";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "S3 {Operation} {Bucket}")]
        public static partial void Called(ILogger logger, string operation, string bucket);

        [LoggerMessage(Level = LogLevel.Error, Message = "S3 {Method} failed")]
        public static partial void Failed(ILogger logger, Exception bug, string method);
    }
}
