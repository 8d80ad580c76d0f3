using WebhookSystem.Verification.Sign;
using Entries = WebhookSystem.Verification.Catalogue;

namespace WebhookSystem.Simulator.Providers;

/// <summary>What a provider signs with that has no development secret.</summary>
internal static class SigningKeys
{
    /// <param name="secret">Null: a new one.</param>
    /// <param name="file">Where a private key is kept; it is written where it is not there yet.</param>
    public static SenderKey For(string name, string? secret, FileInfo? file)
    {
        var scheme = Entries.Providers[name];
        if (secret is not null && SenderKey.ForPair(scheme) is null)
            return new(secret, null);
        if (file is { Exists: true })
            return SenderKey.Kept(scheme, File.ReadAllText(file.FullName));
        var key = SenderKey.New(scheme);
        if (file is not null && key.Private is not null)
            Keep(file.FullName, key.Private);
        return key;
    }

    private static void Keep(string path, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(key);
    }
}
