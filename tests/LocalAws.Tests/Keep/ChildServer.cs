using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SQS;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>A LocalAws in a process of its own, to be killed.</summary>
internal sealed class ChildServer : IDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly BasicAWSCredentials Anyone = new("test", "test");

    private readonly Process _process;

    private ChildServer(Process process, string endpoint)
    {
        _process = process;
        DynamoDb = new(Anyone, Point(new AmazonDynamoDBConfig(), endpoint));
        Sqs = new(Anyone, Point(new AmazonSQSConfig(), endpoint));
        S3 = new(Anyone, Point(new AmazonS3Config { ForcePathStyle = true }, endpoint));
        Secrets = new(Anyone, Point(new AmazonSecretsManagerConfig(), endpoint));
    }

    public AmazonDynamoDBClient DynamoDb { get; }

    public AmazonSQSClient Sqs { get; }

    public AmazonS3Client S3 { get; }

    public AmazonSecretsManagerClient Secrets { get; }

    /// <param name="data">The data directory.</param>
    /// <param name="fileBlocksMax">What a file may grow to in KiB, as if the disk were full then.</param>
    public static async Task<ChildServer> StartAsync(string data, int? fileBlocksMax = null)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "LocalAws.dll");
        string[] command =
        [
            "dotnet", assembly, "--port", "0", "--data", data, "--snapshot-bytes", "300000",
            "--environment", "Production",
        ];
        var limit = fileBlocksMax is null ? "" : $"trap '' XFSZ; ulimit -f {fileBlocksMax}; ";
        var process = Process.Start(new ProcessStartInfo("bash", ["-c", limit + "exec \"$@\"", "bash", .. command])
        {
            RedirectStandardOutput = true,

            // The runtime's own double mapping is a file of gigabytes, which the limit would not let be.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        })!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at < 0)
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new(process, line[(at + Listening.Length)..].Trim());
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException("LocalAws did not start: " + string.Join('\n', said));
    }

    /// <summary>Ends it without a word, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        DynamoDb.Dispose();
        Sqs.Dispose();
        S3.Dispose();
        Secrets.Dispose();
    }

    private static TConfig Point<TConfig>(TConfig config, string endpoint)
        where TConfig : ClientConfig
    {
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        config.Timeout = TimeSpan.FromMinutes(1);
        return config;
    }
}
