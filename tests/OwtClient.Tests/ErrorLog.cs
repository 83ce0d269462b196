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
        }
    }
}
