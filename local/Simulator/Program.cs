using WebhookSystem.Simulator;

const int UsageFault = 2;

var invocation = SimulatorCommand.Build().Parse(args);
var status = await invocation.InvokeAsync();
return invocation.Errors.Count > 0 ? UsageFault : status;
