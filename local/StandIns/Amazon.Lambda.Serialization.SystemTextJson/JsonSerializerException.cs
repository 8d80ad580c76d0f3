namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event could not be read, or an answer not be written.</summary>
#pragma warning disable CA1032 // The official type has these two constructors.
public class JsonSerializerException : Exception
#pragma warning restore CA1032
{
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
