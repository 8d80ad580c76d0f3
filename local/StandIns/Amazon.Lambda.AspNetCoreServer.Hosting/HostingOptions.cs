using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>How requests and answers are carried over.</summary>
public class HostingOptions
{
    public ILambdaSerializer? Serializer { get; set; }

    /// <summary>For answers whose content type and encoding are not known as text or as bytes.</summary>
    public ResponseContentEncoding DefaultResponseContentEncoding { get; set; } = ResponseContentEncoding.Default;

    /// <summary>Names an unhandled exception's type in the header ErrorType.</summary>
    public bool IncludeUnhandledExceptionDetailInResponse { get; set; }

    public Action<IHttpRequestFeature, object, ILambdaContext>? PostMarshallRequestFeature { get; set; }

    public Action<IHttpResponseFeature, object, ILambdaContext>? PostMarshallResponseFeature { get; set; }

    public Action<IHttpConnectionFeature, object, ILambdaContext>? PostMarshallConnectionFeature { get; set; }

    public Action<IHttpAuthenticationFeature, object, ILambdaContext>?
        PostMarshallHttpAuthenticationFeature { get; set; }

    public Action<IItemsFeature, object, ILambdaContext>? PostMarshallItemsFeature { get; set; }

    internal Dictionary<string, ResponseContentEncoding> ContentTypes { get; } = [];

    internal Dictionary<string, ResponseContentEncoding> ContentEncodings { get; } = [];

    public void RegisterResponseContentEncodingForContentType(string contentType, ResponseContentEncoding encoding)
    {
        if (!string.IsNullOrEmpty(contentType))
            ContentTypes[contentType] = encoding;
    }

    public void RegisterResponseContentEncodingForContentEncoding(
        string contentEncoding, ResponseContentEncoding encoding)
    {
        if (!string.IsNullOrEmpty(contentEncoding))
            ContentEncodings[contentEncoding] = encoding;
    }
}
