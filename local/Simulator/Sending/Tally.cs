using System.Globalization;
using System.Text;
using WebhookSystem.Simulator.Plan;

namespace WebhookSystem.Simulator.Sending;

/// <summary>Counts what was sent and how it was answered, and knows which answers were not to be expected.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(RequestKind Kind, string Answer), int> _answers = [];
    private int _sent;
    private int _retries;
    private int _accepted;
    private int _refused;
    private int _unexpected;

    public int UnexpectedCount
    {
        get
        {
            lock (_lock)
                return _unexpected;
        }
    }

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountRetry() => Interlocked.Increment(ref _retries);

    public void Count(RequestKind kind, Answer answer)
    {
        lock (_lock)
        {
            _answers[(kind, answer.Name)] = _answers.GetValueOrDefault((kind, answer.Name)) + 1;
            if (!IsExpected(kind, answer))
                _unexpected++;
            else if (answer.IsAccepted)
                _accepted++;
            else
                _refused++;
        }
    }

    /// <summary>How it stands, in a line.</summary>
    public string Line(TimeSpan elapsed)
    {
        lock (_lock)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{elapsed.TotalSeconds,5:0} s  sent {_sent}, accepted {_accepted}, refused as expected {_refused}, "
                + $"retries {_retries}, unexpected {_unexpected}");
        }
    }

    public string Summary(TimeSpan elapsed)
    {
        lock (_lock)
        {
            var text = new StringBuilder();
            text.AppendLine(Line(elapsed));
            foreach (var kind in _answers.GroupBy(answer => answer.Key.Kind))
            {
                var answers = kind.Select(answer => $"{answer.Value} × {answer.Key.Answer}");
                text.AppendLine($"  {kind.Key.ToString().ToLowerInvariant(),-10}{string.Join(", ", answers)}");
            }

            text.Append(_unexpected == 0
                ? "Every request was answered as it should be."
                : $"{_unexpected} requests were not answered as they should be.");
            return text.ToString();
        }
    }

    private static bool IsExpected(RequestKind kind, Answer answer) => kind switch
    {
        RequestKind.Event or RequestKind.Duplicate => answer.IsAccepted,
        RequestKind.Forged or RequestKind.Oversized or RequestKind.Skewed => !answer.IsAccepted,
    };
}
