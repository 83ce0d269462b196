using Microsoft.Extensions.Logging;

namespace OwtClient.Tests;

/// <summary>
/// Keeps what is logged as an error, so that a test can fail on errors it did not ask for, and every text, to search it for secrets.
/// </summary>
internal sealed class ErrorLog : ILoggerFactory, ILogger
{
    private readonly object _gate = new();
    private readonly List<string> _texts = [];
    private readonly List<string> _errors = [];
    private readonly List<(string Text, TaskCompletionSource Waiter)> _waiters = [];

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_gate) return [.. _texts];
        }
    }

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_gate) return [.. _errors];
        }
    }

    /// <summary>Completes when a text with that part has been logged.</summary>
    public Task WaitForAsync(string part)
    {
        lock (_gate)
        {
            if (_texts.Exists(text => text.Contains(part, StringComparison.Ordinal))) return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((part, waiter));
            return waiter.Task;
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = $"{formatter(state, exception)} {exception}";
        lock (_gate)
        {
            _texts.Add(text);
            if (logLevel >= LogLevel.Error) _errors.Add(text);
            foreach (var (part, waiter) in _waiters)
            {
                if (text.Contains(part, StringComparison.Ordinal)) waiter.TrySetResult();
            }
        }
    }
}
