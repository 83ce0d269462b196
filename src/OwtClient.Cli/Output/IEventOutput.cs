using OwtClient.Cli.Join.Events;

namespace OwtClient.Cli.Output;

/// <summary>Where the events of a run go. Thread-safe; shown in the order of the calls.</summary>
internal interface IEventOutput : IDisposable
{
    /// <summary>Shows one event.</summary>
    void Show(JoinEvent joinEvent);
}
