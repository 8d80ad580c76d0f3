using System.Collections.Concurrent;
using WebhookSystem.LocalAws.Lambda.Kept;
using WebhookSystem.LocalAws.Ledger;

namespace WebhookSystem.LocalAws.Lambda.Functions;

/// <summary>
/// The functions by name. A runtime or a mapping that names one makes it: code is not deployed here, it connects.
/// </summary>
internal sealed class FunctionCatalog(LambdaLog log, CallLedger ledger, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Function> _functions = new(StringComparer.Ordinal);

    public IReadOnlyList<Function> All =>
        [.. _functions.Values.OrderBy(static one => one.Name, StringComparer.Ordinal)];

    public Function? Find(string function) => _functions.GetValueOrDefault(LambdaArns.NameOf(function));

    public Function GetOrAdd(string function) =>
        _functions.GetOrAdd(LambdaArns.NameOf(function), name => new(name, ledger, time));

    /// <summary>Keeps how a function is now.</summary>
    public void Keep(Function function) => log.Set(
        LambdaKind.Function, function.Name,
        new FunctionState(function.IsCreated, function.Timeout, function.Modified));

    public void Restore(string name, FunctionState state)
    {
        var function = GetOrAdd(name);
        (function.IsCreated, function.Timeout, function.Modified) = (state.IsCreated, state.Timeout, state.Modified);
    }

    /// <summary>Makes it a function that only its runtimes have named: those stay connected.</summary>
    public void Forget(Function function)
    {
        (function.IsCreated, function.Timeout) = (false, LambdaLimits.DefaultTimeout);
        log.Remove(LambdaKind.Function, function.Name);
    }
}
