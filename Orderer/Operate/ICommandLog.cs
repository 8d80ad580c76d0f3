using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Orderer.Operate;

/// <summary>The audit trail.</summary>
internal interface ICommandLog
{
    Task<bool> HasAsync(OperatorCommand command, CancellationToken cancellationToken);

    Task WriteAsync(CommandRecord record, CancellationToken cancellationToken);
}

/// <summary>The queue that commands come by; a long one goes on as another message.</summary>
internal interface ICommands
{
    Task SendAsync(OperatorCommand command, CancellationToken cancellationToken);
}
