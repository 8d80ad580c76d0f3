using WebhookSystem.Simulation;

return await SimulationCommand.Build().Parse(args).InvokeAsync();
