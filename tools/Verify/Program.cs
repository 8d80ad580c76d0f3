using WebhookSystem.Verify;

var invocation = VerifyCommand.Build().Parse(args);
var status = await invocation.InvokeAsync();
return invocation.Errors.Count > 0 ? VerifyCommand.UsageFault : status;
