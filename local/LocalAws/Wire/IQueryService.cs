using System.Xml;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>A service that speaks AWS's query protocol: a form that names an Action, answered in XML.</summary>
internal interface IQueryService
{
    /// <summary>Namespace of the answer's elements, which ends with the API's version.</summary>
    string XmlNamespace { get; }

    /// <summary>The actions offered.</summary>
    IReadOnlyCollection<string> Actions { get; }

    /// <summary>Carries out one call, writing what goes into the answer's result element.</summary>
    /// <exception cref="AwsException">The answer is an error.</exception>
    void Invoke(string action, IFormCollection form, XmlWriter result);
}
