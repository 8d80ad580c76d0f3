using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes one kind of handler of the many that may be written.</summary>
public class HandlerWrapper : IDisposable
{
    private HandlerWrapper(LambdaBootstrapHandler handler, ILambdaSerializer? serializer = null)
    {
        Handler = handler;
        Serializer = serializer;
    }

    public LambdaBootstrapHandler Handler { get; }

    internal ILambdaSerializer? Serializer { get; }

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task> handler) =>
        GetHandlerWrapper((input, _) => handler(input));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task> handler) =>
        new(async invocation =>
        {
            await handler(invocation.InputStream, invocation.LambdaContext);
            return Nothing();
        });

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task<Stream>> handler) =>
        GetHandlerWrapper((input, _) => handler(input));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async invocation => new(await handler(invocation.InputStream, invocation.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        GetHandlerWrapper<TInput>((input, _) => handler(input), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput>(
        Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) => new(async invocation =>
    {
        await handler(serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext);
        return Nothing();
    }, serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput>(
        Func<TInput, ILambdaContext, Task<Stream>> handler, ILambdaSerializer serializer) => new(
        async invocation =>
            new(await handler(serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext)),
        serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        GetHandlerWrapper<TInput, TOutput>((input, _) => handler(input), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) => new(async invocation =>
    {
        var input = serializer.Deserialize<TInput>(invocation.InputStream);
        var output = await handler(input, invocation.LambdaContext);
        var stream = new MemoryStream();
        serializer.Serialize(output, stream);
        stream.Position = 0;
        return new(stream);
    }, serializer);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private static InvocationResponse Nothing() => new(new MemoryStream(0));
}
