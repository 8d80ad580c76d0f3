return await WebhookSystem.Bench.Benchmarks.Build().Parse(args).InvokeAsync();
