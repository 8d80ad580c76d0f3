using System.Text;

namespace WebhookSystem.Bench.Parsers;

/// <summary>Breaks what was right, in a room of its own.</summary>
/// <param name="pieces">What is put in between, beside what is there already.</param>
internal sealed class Breaker(byte[][] pieces)
{
    private const int ChangesMax = 4;
    private const int StretchMax = 12;

    /// <summary>What means something to one parser or another.</summary>
    public static readonly byte[][] OfParsers =
    [
        .. new[]
        {
            "\0", "\r\n", "\"", "\\u0000", "\\ud800", "{}", "[]", "[[[[", "]", "}", "null", "1e99999", "-1", "0.5",
            "99999999999999999999999999999999999999999", "=", "==", ",", ";", ":", ".", "/", "~1", "&", "%", "%00",
            "%ff", "t=", "v1=", "v1,", "sha256=", "é", "\uFEFF", " AND ", " NOT ", "(", ")", "#n", ":v", "[9]", "size(",
            "Z", "+23:59", "2026-", "eyJhbGciOiJub25lIn0.", "*",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private byte[] _room = new byte[1024];
    private int _length;

    /// <summary>Until the next call.</summary>
    public ReadOnlySpan<byte> Broken(ReadOnlySpan<byte> whole, ref Chance chance)
    {
        Grow(whole.Length);
        whole.CopyTo(_room);
        _length = whole.Length;
        for (var changes = 1 + chance.Below(ChangesMax); changes > 0; changes--)
            Change(ref chance);
        return _room.AsSpan(0, _length);
    }

    private void Change(ref Chance chance)
    {
        var at = chance.Below(_length + 1);
        var stretch = Math.Min(1 + chance.Below(StretchMax), _length - at);
        switch (chance.Below(6))
        {
            case 0 when stretch > 0:
                _room[at] = (byte)chance.Below(256);
                break;
            case 1 when stretch > 0:
                _room[at] ^= (byte)(1 << chance.Below(8));
                break;
            case 2:
                _room.AsSpan(at + stretch, _length - at - stretch).CopyTo(_room.AsSpan(at));
                _length -= stretch;
                break;
            case 3:
                var from = chance.Below(_length + 1);
                Insert(at, _room.AsSpan(from, Math.Min(stretch, _length - from)).ToArray());
                break;
            case 4 when chance.Below(4) == 0:
                _length = at;
                break;
            default:
                Insert(at, pieces[chance.Below(pieces.Length)]);
                break;
        }
    }

    private void Insert(int at, ReadOnlySpan<byte> piece)
    {
        Grow(_length + piece.Length);
        _room.AsSpan(at, _length - at).CopyTo(_room.AsSpan(at + piece.Length));
        piece.CopyTo(_room.AsSpan(at));
        _length += piece.Length;
    }

    private void Grow(int length)
    {
        if (length > _room.Length)
            Array.Resize(ref _room, 2 * length);
    }
}
