using WebhookSystem.Consumer;

const int UsageFault = 2;

var invocation = ConsumerCommand.Build().Parse(args);
var status = await invocation.InvokeAsync();
return invocation.Errors.Count > 0 ? UsageFault : status;
