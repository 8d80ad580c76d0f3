namespace Aspire.Hosting.Orchestration;

/// <summary>What the AppHost asks of the watcher: start a process under a number, or stop that one.</summary>
internal abstract record Request(int Child)
{
    private enum Kind : byte { Start, Stop }

    /// <summary>Starts a process; <paramref name="Environment"/> comes on top of what the watcher inherited.</summary>
    internal sealed record Start(
        int Child,
        string FileName,
        IReadOnlyList<string> Arguments,
        string WorkingDirectory,
        IReadOnlyDictionary<string, string> Environment) : Request(Child);

    /// <summary>Asks a process to end, and ends it by force after <paramref name="Grace"/>.</summary>
    internal sealed record Stop(int Child, TimeSpan Grace) : Request(Child);

    /// <summary>The next request, or null when the AppHost has closed the pipe or is gone.</summary>
    public static Request? TryRead(BinaryReader reader)
    {
        try
        {
            return (Kind)reader.ReadByte() switch
            {
                Kind.Start => ReadStart(reader),
                Kind.Stop => new Stop(reader.ReadInt32(), TimeSpan.FromTicks(reader.ReadInt64())),
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
            case Start start:
                writer.Write((byte)Kind.Start);
                writer.Write(start.Child);
                writer.Write(start.FileName);
                writer.Write(start.Arguments.Count);
                foreach (var argument in start.Arguments)
                    writer.Write(argument);
                writer.Write(start.WorkingDirectory);
                writer.Write(start.Environment.Count);
                foreach (var (name, value) in start.Environment)
                {
                    writer.Write(name);
                    writer.Write(value);
                }

                break;
            case Stop stop:
                writer.Write((byte)Kind.Stop);
                writer.Write(stop.Child);
                writer.Write(stop.Grace.Ticks);
                break;
        }

        writer.Flush();
    }

    private static Start ReadStart(BinaryReader reader)
    {
        var child = reader.ReadInt32();
        var fileName = reader.ReadString();
        var arguments = new string[reader.ReadInt32()];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = reader.ReadString();
        var workingDirectory = reader.ReadString();
        var environment = new Dictionary<string, string>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            environment[reader.ReadString()] = reader.ReadString();
        return new Start(child, fileName, arguments, workingDirectory, environment);
    }
}
