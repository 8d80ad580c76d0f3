using System.Collections.Concurrent;
using WebhookSystem.LocalAws.Lambda.Kept;

namespace WebhookSystem.LocalAws.Lambda.Functions;

/// <summary>
/// The functions by name. A runtime or a mapping that names one makes it: code is not deployed here, it connects.
/// </summary>
internal sealed class FunctionCatalog(LambdaLog log, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Function> _functions = new(StringComparer.Ordinal);

    public IReadOnlyList<Function> All =>
        [.. _functions.Values.OrderBy(static one => one.Name, StringComparer.Ordinal)];

    public Function? Find(string function) => _functions.GetValueOrDefault(LambdaArns.NameOf(function));

    public Function GetOrAdd(string function) =>
        _functions.GetOrAdd(LambdaArns.NameOf(function), static (name, time) => new(name, time), time);

    /// <summary>Keeps how a function is now.</summary>
    public void Keep(Function function) =>
        log.Set(LambdaKind.Function, function.Name, new FunctionState(function.IsCreated, function.Timeout, function.Modified));

    public void Restore(string name, FunctionState state)
    {
        var function = GetOrAdd(name);
        (function.IsCreated, function.Timeout, function.Modified) = (state.IsCreated, state.Timeout, state.Modified);
    }
}
