namespace WebhookSystem.Verification.Keys;

/// <summary>
/// Unicode's compatibility decomposition (NFKD) of Latin letters and signs, up to U+017F. The framework's own needs
/// the ICU library, which neither a function nor a slim container has.
/// </summary>
internal static class Decomposition
{
    private const char Last = '\u017f';

    // A letter, and what it comes apart to, up to the bar.
    private const string Table =
        "\u00a0 |\u00a8 \u0308|\u00aaa|\u00af \u0304|\u00b22|\u00b33|\u00b4 \u0301|\u00b5\u03bc|" +
        "\u00b8 \u0327|\u00b91|\u00bao|\u00bc1\u20444|\u00bd1\u20442|\u00be3\u20444|\u00c0A\u0300|" +
        "\u00c1A\u0301|\u00c2A\u0302|\u00c3A\u0303|\u00c4A\u0308|\u00c5A\u030a|\u00c7C\u0327|\u00c8E\u0300|" +
        "\u00c9E\u0301|\u00caE\u0302|\u00cbE\u0308|\u00ccI\u0300|\u00cdI\u0301|\u00ceI\u0302|\u00cfI\u0308|" +
        "\u00d1N\u0303|\u00d2O\u0300|\u00d3O\u0301|\u00d4O\u0302|\u00d5O\u0303|\u00d6O\u0308|\u00d9U\u0300|" +
        "\u00daU\u0301|\u00dbU\u0302|\u00dcU\u0308|\u00ddY\u0301|\u00e0a\u0300|\u00e1a\u0301|\u00e2a\u0302|" +
        "\u00e3a\u0303|\u00e4a\u0308|\u00e5a\u030a|\u00e7c\u0327|\u00e8e\u0300|\u00e9e\u0301|\u00eae\u0302|" +
        "\u00ebe\u0308|\u00eci\u0300|\u00edi\u0301|\u00eei\u0302|\u00efi\u0308|\u00f1n\u0303|\u00f2o\u0300|" +
        "\u00f3o\u0301|\u00f4o\u0302|\u00f5o\u0303|\u00f6o\u0308|\u00f9u\u0300|\u00fau\u0301|\u00fbu\u0302|" +
        "\u00fcu\u0308|\u00fdy\u0301|\u00ffy\u0308|\u0100A\u0304|\u0101a\u0304|\u0102A\u0306|\u0103a\u0306|" +
        "\u0104A\u0328|\u0105a\u0328|\u0106C\u0301|\u0107c\u0301|\u0108C\u0302|\u0109c\u0302|\u010aC\u0307|" +
        "\u010bc\u0307|\u010cC\u030c|\u010dc\u030c|\u010eD\u030c|\u010fd\u030c|\u0112E\u0304|\u0113e\u0304|" +
        "\u0114E\u0306|\u0115e\u0306|\u0116E\u0307|\u0117e\u0307|\u0118E\u0328|\u0119e\u0328|\u011aE\u030c|" +
        "\u011be\u030c|\u011cG\u0302|\u011dg\u0302|\u011eG\u0306|\u011fg\u0306|\u0120G\u0307|\u0121g\u0307|" +
        "\u0122G\u0327|\u0123g\u0327|\u0124H\u0302|\u0125h\u0302|\u0128I\u0303|\u0129i\u0303|\u012aI\u0304|" +
        "\u012bi\u0304|\u012cI\u0306|\u012di\u0306|\u012eI\u0328|\u012fi\u0328|\u0130I\u0307|\u0132IJ|" +
        "\u0133ij|\u0134J\u0302|\u0135j\u0302|\u0136K\u0327|\u0137k\u0327|\u0139L\u0301|\u013al\u0301|" +
        "\u013bL\u0327|\u013cl\u0327|\u013dL\u030c|\u013el\u030c|\u013fL\u00b7|\u0140l\u00b7|\u0143N\u0301|" +
        "\u0144n\u0301|\u0145N\u0327|\u0146n\u0327|\u0147N\u030c|\u0148n\u030c|\u0149\u02bcn|\u014cO\u0304|" +
        "\u014do\u0304|\u014eO\u0306|\u014fo\u0306|\u0150O\u030b|\u0151o\u030b|\u0154R\u0301|\u0155r\u0301|" +
        "\u0156R\u0327|\u0157r\u0327|\u0158R\u030c|\u0159r\u030c|\u015aS\u0301|\u015bs\u0301|\u015cS\u0302|" +
        "\u015ds\u0302|\u015eS\u0327|\u015fs\u0327|\u0160S\u030c|\u0161s\u030c|\u0162T\u0327|\u0163t\u0327|" +
        "\u0164T\u030c|\u0165t\u030c|\u0168U\u0303|\u0169u\u0303|\u016aU\u0304|\u016bu\u0304|\u016cU\u0306|" +
        "\u016du\u0306|\u016eU\u030a|\u016fu\u030a|\u0170U\u030b|\u0171u\u030b|\u0172U\u0328|\u0173u\u0328|" +
        "\u0174W\u0302|\u0175w\u0302|\u0176Y\u0302|\u0177y\u0302|\u0178Y\u0308|\u0179Z\u0301|\u017az\u0301|" +
        "\u017bZ\u0307|\u017cz\u0307|\u017dZ\u030c|\u017ez\u030c|\u017fs|";

    private static readonly Dictionary<char, string> Letters =
        Table.Split('|', StringSplitOptions.RemoveEmptyEntries).ToDictionary(entry => entry[0], entry => entry[1..]);

    /// <summary>Null where the text has characters beyond the table: its key would be a guess.</summary>
    public static string? Of(string text) => text.Any(character => character > Last)
        ? null
        : string.Concat(text.Select(character => Letters.GetValueOrDefault(character) ?? character.ToString()));
}
