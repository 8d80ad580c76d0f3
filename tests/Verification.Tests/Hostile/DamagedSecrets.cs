using System.Text;
using CsCheck;
using WebhookSystem.Verification.Keys;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Verification.Tests.Hostile;

/// <summary>A secret that was damaged where it was copied is another one or none, and never an exception.</summary>
public sealed class DamagedSecrets
{
    /// <summary>The id of the curve P-256, and of one that nobody has.</summary>
    private static readonly byte[] Curve = Convert.FromHexString("06082A8648CE3D030107");
    private static readonly byte[] NoCurve = Convert.FromHexString("06082A8648CE4A430107");

    [Fact]
    public void A_curve_that_nobody_has_is_no_key()
    {
        var scheme = Catalogue.Providers.Values.First(entry => entry.Algorithm == Facts.Algorithm.EcdsaSha256);
        var body = SenderKey.New(scheme).Secret.Split('\n').Where(line => !line.StartsWith('-'));
        var bytes = Convert.FromBase64String(string.Concat(body));
        var at = bytes.AsSpan().IndexOf(Curve);
        NoCurve.CopyTo(bytes.AsSpan(at));

        Assert.InRange(at, 0, bytes.Length);
        Assert.Null(SigningKey.From(
            scheme, $"-----BEGIN PUBLIC KEY-----\n{Convert.ToBase64String(bytes)}\n-----END PUBLIC KEY-----"));
    }

    [Fact]
    public void Whatever_became_of_it_nothing_worse_happens() =>
        Gen.Select(Gen.Int[0, Catalogue.Providers.Count - 1], Gen.Int[0, 10_000], Gen.Char, Gen.Int[0, 2]).Sample(
            (which, at, character, damage) =>
            {
                var secret = Secrets[which].Value;
                var place = at % secret.Length;
                var damaged = new StringBuilder(secret[..place]);
                if (damage > 0)
                    damaged.Append(character);
                if (damage > 1)
                    damaged.Append(secret[(place + 1)..]);

                Assert.Null(Record.Exception(
                    () => SigningKey.From(Catalogue.Providers.Values.ElementAt(which), damaged.ToString())));
            },
            iter: 5_000);

    private static readonly Lazy<string>[] Secrets =
        [.. Catalogue.Providers.Values.Select(scheme => new Lazy<string>(() => SenderKey.New(scheme).Secret))];
}
