using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Dashboard.Admit;

/// <summary>
/// The token of the printed address. Whoever can read what the dashboard prints is its operator; used once, another is
/// printed in its place.
/// </summary>
internal sealed class OneTimeToken
{
    private const int Bytes = 32;

    private readonly Lock _gate = new();
    private string _token = Fresh();

    public string Current
    {
        get
        {
            lock (_gate)
                return _token;
        }
    }

    /// <returns>Whether it was the token; from then on it is not.</returns>
    public bool TryUse(string? token)
    {
        lock (_gate)
        {
            if (!CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(token ?? ""), Encoding.UTF8.GetBytes(_token)))
                return false;
            _token = Fresh();
            return true;
        }
    }

    private static string Fresh() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
