using System.Collections.Concurrent;

namespace WebhookSystem.LocalAws.Lambda.Functions;

/// <summary>
/// The functions by name. A runtime or a mapping that names one makes it: code is not deployed here, it connects.
/// </summary>
internal sealed class FunctionCatalog(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Function> _functions = new(StringComparer.Ordinal);

    public IReadOnlyList<Function> All =>
        [.. _functions.Values.OrderBy(static one => one.Name, StringComparer.Ordinal)];

    public Function? Find(string function) => _functions.GetValueOrDefault(LambdaArns.NameOf(function));

    public Function GetOrAdd(string function) =>
        _functions.GetOrAdd(LambdaArns.NameOf(function), static (name, time) => new(name, time), time);
}
