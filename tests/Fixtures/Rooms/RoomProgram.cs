namespace WebhookSystem.Fixtures.Rooms;

/// <summary>How a room is started: as the SDK built it, or as it is packaged.</summary>
public sealed record RoomProgram(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>The room's assembly beside the caller's own, in the same configuration.</summary>
    public static RoomProgram Built(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return new("dotnet", Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll"));
    }

    /// <summary>The file <c>bootstrap</c> that AWS would run.</summary>
    public static RoomProgram Bootstrap(string folder) => new(Path.Combine(folder, "bootstrap"));
}
