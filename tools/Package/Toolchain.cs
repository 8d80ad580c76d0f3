using System.Runtime.InteropServices;

namespace WebhookSystem.Package;

/// <summary>Whose instructions a function is made of. Arm64 costs a fifth less on Lambda.</summary>
internal enum Processors
{
    Arm64,
    X64,
}

/// <summary>What Native AOT needs beside the SDK: a linker, and another machine's libraries to build for it.</summary>
internal static class Toolchain
{
    private static readonly string[] Tools = ["clang"];
    private static readonly string[] CrossTools = ["clang", "aarch64-linux-gnu-gcc"];

    public static string RuntimeOf(Processors target) => target switch
    {
        Processors.Arm64 => "linux-arm64",
        Processors.X64 => "linux-x64",
    };

    /// <summary>Says what is missing, and that ReadyToRun takes its place.</summary>
    public static bool IsThere(Processors target)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Native AOT for Linux is linked on Linux: building ReadyToRun instead.");
            return false;
        }

        var missing = (NeedsCross(target) ? CrossTools : Tools).Where(program => !IsOnPath(program)).ToList();
        if (missing.Count > 0)
            Console.WriteLine(
                $"Not found: {string.Join(", ", missing)}. Building ReadyToRun instead, which starts about five times "
                + "slower. On Debian: apt-get install clang zlib1g-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross");
        return missing.Count == 0;
    }

    public static IEnumerable<string> PropertiesOf(Processors target) =>
        NeedsCross(target) ? ["-p:ObjCopyName=aarch64-linux-gnu-objcopy"] : [];

    private static bool NeedsCross(Processors target) =>
        target == Processors.Arm64 && RuntimeInformation.OSArchitecture != Architecture.Arm64;

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
