namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that whoever runs the application supplies.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;

    internal ParameterResource(string name, Func<string> callback, bool secret = false)
        : base(name)
    {
        _value = new(callback);
        Secret = secret;
    }

    public bool Secret { get; }

    public bool IsConnectionString { get; set; }

    public string ValueExpression => $"{{{Name}.{(IsConnectionString ? "connectionString" : "value")}}}";

    internal string Value => _value.Value;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Value);
}
