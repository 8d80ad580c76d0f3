namespace Aspire.Hosting.Launching;

/// <summary>Splits the arguments of a launch profile: at spaces, except within double quotes.</summary>
internal static class CommandLine
{
    public static string[] Split(string text)
    {
        List<string> arguments = [];
        foreach (var (part, index) in text.Split('"').Select(static (part, index) => (part, index)))
        {
            if (index % 2 == 1)
                arguments.Add(part);
            else
                arguments.AddRange(part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return [.. arguments];
    }
}
