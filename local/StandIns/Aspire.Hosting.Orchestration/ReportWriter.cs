namespace Aspire.Hosting.Orchestration;

/// <summary>Sends reports one at a time, in the order in which they were made.</summary>
internal sealed class ReportWriter(Stream pipe) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly BinaryWriter _writer = new(new BufferedStream(pipe));
    private bool _isHeard = true;

    public void Write(Report report)
    {
        lock (_gate)
        {
            if (!_isHeard)
                return;
            try
            {
                report.Write(_writer);
            }
            catch (IOException)
            {
                // The AppHost is gone. Its other pipe has ended too, which is what ends the children.
                _isHeard = false;
            }
        }
    }

    // The buffer is empty after every report; disposing the writer would try a pipe that may be broken.
    public ValueTask DisposeAsync() => pipe.DisposeAsync();
}
