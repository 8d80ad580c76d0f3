using System.Globalization;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>Reads and writes a number's text.</summary>
internal static class NumberText
{
    public static DynamoNumber Parse(string text)
    {
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith('-');
        if (isNegative || rest.StartsWith('+'))
            rest = rest[1..];

        var exponent = 0;
        var mark = rest.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!int.TryParse(
                rest[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
                throw NotANumber(text);
            rest = rest[..mark];
        }

        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? default : rest[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange('0', '9')
            || fraction.ContainsAnyExceptInRange('0', '9'))
            throw NotANumber(text);

        return Compose(string.Concat(whole, fraction), (long)exponent - fraction.Length, isNegative);
    }

    public static string Format(DynamoNumber number)
    {
        var digits = number.Digits.ToString(CultureInfo.InvariantCulture);
        var sign = number.IsNegative ? "-" : "";
        if (number.Exponent >= 0)
            return number.Exponent == 0 && !number.IsNegative ? digits : sign + digits + new string(
                '0', number.Exponent);

        var point = digits.Length + number.Exponent;
        return point > 0
            ? $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}"
            : $"{sign}0.{new string('0', -point)}{digits}";
    }

    private static DynamoNumber Compose(string digits, long exponent, bool isNegative)
    {
        var significant = digits.AsSpan().TrimEnd('0');
        exponent += digits.Length - significant.Length;
        significant = significant.TrimStart('0');
        if (significant.IsEmpty)
            return default;
        if (significant.Length > DynamoNumber.DigitsMax)
            throw Refusals.Validation("Attempting to store more than 38 significant digits in a Number");

        return DynamoNumber.Checked(
            UInt128.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture),
            (int)Math.Clamp(exponent, -10_000, 10_000),
            isNegative);
    }

    private static Wire.AwsException NotANumber(string text) =>
        Refusals.Validation(
        $"The parameter cannot be converted to a numeric value{(text.Length == 0 ? "" : $": {text}")}");
}
