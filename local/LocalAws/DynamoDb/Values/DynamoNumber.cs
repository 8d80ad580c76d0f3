using System.Numerics;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>DynamoDB's number: exact decimal of up to 38 digits, magnitude 1E-130 to 9.9…E+125.</summary>
/// <param name="Digits">The significant digits as an integer without trailing zeros; 0 for zero.</param>
/// <param name="Exponent">The power of ten they are multiplied by; 0 for zero.</param>
/// <param name="IsNegative">Never true for zero.</param>
internal readonly record struct DynamoNumber(UInt128 Digits, short Exponent, bool IsNegative)
    : IComparable<DynamoNumber>
{
    public const int DigitsMax = 38;
    private const int MagnitudeMax = 125;
    private const int MagnitudeMin = -130;

    private static readonly UInt128[] Powers = [.. Enumerable.Range(0, DigitsMax + 1).Select(PowerOfTen)];

    public int DigitCount => CountDigits(Digits);

    /// <summary>Half a byte a digit, one byte for the exponent, one for a minus sign.</summary>
    public int Size => ((DigitCount + 1) / 2) + (IsNegative ? 2 : 1);

    private int Magnitude => DigitCount - 1 + Exponent;

    public static DynamoNumber operator +(DynamoNumber left, DynamoNumber right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return Of(left.Scaled(exponent) + right.Scaled(exponent), exponent);
    }

    public static DynamoNumber operator -(DynamoNumber left, DynamoNumber right) => left + right.Negated();

    public static DynamoNumber Parse(string text) => NumberText.Parse(text);

    /// <summary>Normalises what was computed. What has too many digits is too large in DynamoDB's words, too.</summary>
    public static DynamoNumber Of(BigInteger digits, int exponent)
    {
        if (digits.IsZero)
            return default;

        var isNegative = digits.Sign < 0;
        digits = BigInteger.Abs(digits);
        while (BigInteger.DivRem(digits, 10, out var rest) is var shorter && rest.IsZero)
            (digits, exponent) = (shorter, exponent + 1);
        if (digits >= BigInteger.Pow(10, DigitsMax))
            throw TooLarge();

        return Checked((UInt128)digits, exponent, isNegative);
    }

    public static DynamoNumber Checked(UInt128 digits, int exponent, bool isNegative)
    {
        var magnitude = CountDigits(digits) - 1 + exponent;
        return magnitude switch
        {
            > MagnitudeMax => throw TooLarge(),
            < MagnitudeMin => throw Refusals.Validation(
                "Number underflow. Attempting to store a number with magnitude smaller than supported range"),
            _ => new(digits, (short)exponent, isNegative),
        };
    }

    /// <summary>The whole seconds of a time-to-live attribute, or null where it is no instant.</summary>
    public long? ToWholeNumber()
    {
        if (Magnitude > 17)
            return null;
        var whole = Exponent >= 0 ? Digits * Powers[Exponent] : Digits / Powers[Math.Min(-Exponent, DigitsMax)];
        return IsNegative ? -(long)whole : (long)whole;
    }

    public int CompareTo(DynamoNumber other)
    {
        var sign = Sign().CompareTo(other.Sign());
        if (sign != 0 || Digits == 0)
            return sign;

        var magnitude = Magnitude.CompareTo(other.Magnitude);
        var order = magnitude != 0
            ? magnitude
            : (Digits * Powers[DigitsMax - DigitCount]).CompareTo(other.Digits * Powers[DigitsMax - other.DigitCount]);
        return IsNegative ? -order : order;
    }

    /// <summary>Plain decimal without an exponent, as DynamoDB answers it.</summary>
    public override string ToString() => NumberText.Format(this);

    private static Wire.AwsException TooLarge() => Refusals.Validation(
        "Number overflow. Attempting to store a number with magnitude larger than supported range");

    private static UInt128 PowerOfTen(int power) => (UInt128)BigInteger.Pow(10, power);

    private static int CountDigits(UInt128 digits)
    {
        var count = 0;
        while (count < Powers.Length && digits >= Powers[count])
            count++;
        return count;
    }

    private int Sign() => Digits == 0 ? 0 : IsNegative ? -1 : 1;

    private DynamoNumber Negated() => Digits == 0 ? this : this with { IsNegative = !IsNegative };

    private BigInteger Scaled(int exponent)
    {
        var digits = (BigInteger)Digits * BigInteger.Pow(10, Exponent - exponent);
        return IsNegative ? -digits : digits;
    }
}
