namespace Aspire.Hosting.Orchestration;

/// <summary>What the watcher says of the process of that number.</summary>
internal abstract record Report(int Child)
{
    private enum Kind : byte { Started, NotStarted, Line, Ended }

    internal sealed record Started(int Child, int ProcessId) : Report(Child);

    internal sealed record NotStarted(int Child, string Reason) : Report(Child);

    internal sealed record Line(int Child, string Text, bool IsError) : Report(Child);

    internal sealed record Ended(int Child, int ExitCode) : Report(Child);

    /// <summary>The next report, or null when the watcher is gone.</summary>
    public static Report? TryRead(BinaryReader reader)
    {
        try
        {
            return (Kind)reader.ReadByte() switch
            {
                Kind.Started => new Started(reader.ReadInt32(), reader.ReadInt32()),
                Kind.NotStarted => new NotStarted(reader.ReadInt32(), reader.ReadString()),
                Kind.Line => new Line(reader.ReadInt32(), reader.ReadString(), reader.ReadBoolean()),
                Kind.Ended => new Ended(reader.ReadInt32(), reader.ReadInt32()),
            };
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    public void Write(BinaryWriter writer)
    {
        switch (this)
        {
            case Started started:
                writer.Write((byte)Kind.Started);
                writer.Write(started.Child);
                writer.Write(started.ProcessId);
                break;
            case NotStarted notStarted:
                writer.Write((byte)Kind.NotStarted);
                writer.Write(notStarted.Child);
                writer.Write(notStarted.Reason);
                break;
            case Line line:
                writer.Write((byte)Kind.Line);
                writer.Write(line.Child);
                writer.Write(line.Text);
                writer.Write(line.IsError);
                break;
            case Ended ended:
                writer.Write((byte)Kind.Ended);
                writer.Write(ended.Child);
                writer.Write(ended.ExitCode);
                break;
        }

        writer.Flush();
    }
}
