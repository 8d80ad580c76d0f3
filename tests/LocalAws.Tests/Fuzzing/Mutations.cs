using System.Text;

namespace WebhookSystem.LocalAws.Tests.Fuzzing;

/// <summary>Breaks what is whole.</summary>
internal static class Mutations
{
    private static readonly string[] Pieces =
    [
        "null", "true", "-1", "1e999", "0.5", "99999999999999999999", "{}", "[]", "\"\"", "[[[[", "}", "\"", "\\u0000",
        "\\ud800", ",", ":", "\"S\"", "\0", "\r\n", "0\r\n", "ffffffff", "(", ")", " AND ", " NOT ", "size(", "#", ":v",
        "[9]", ".", "é", "<a>", "&#0;",
    ];

    public static string BrokenText(Random random, string text) =>
        Encoding.UTF8.GetString(Broken(random, Encoding.UTF8.GetBytes(text)));

    public static byte[] Broken(Random random, byte[] whole)
    {
        List<byte> bytes = [.. whole];
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 12), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0 when length > 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 0);
                    break;
            }
        }

        return [.. bytes];
    }
}
