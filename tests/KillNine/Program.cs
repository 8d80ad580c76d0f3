return await WebhookSystem.KillNine.KillCommand.Build().Parse(args).InvokeAsync();
