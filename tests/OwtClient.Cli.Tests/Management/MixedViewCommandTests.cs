using System.Text.Json;
using OwtClient.Streams;

namespace OwtClient.Cli.Tests.Management;

/// <summary><c>owt stream</c> against the embedded server with somebody in the room.</summary>
public sealed class MixedViewCommandTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConferenceClient _alice = new();
    private ManagedServer _managed = null!;
    private string _room = "";
    private string _view = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _managed = await ManagedServer.StartAsync();
        _room = (await _alice.JoinAsync(_managed.Server.CreateToken(null, "alice"), Token)).RoomId;
        _view = $"{_room}-common";
    }

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _managed.DisposeAsync();
    }

    [Fact]
    public async Task List_ShowsTheViewAndItsInputs()
    {
        var publication = await PublishAsync();

        var rows = await _managed.RunAsync("stream", "list", _room);

        Assert.Equal([_view, publication.Id], rows.Select(row => row.GetProperty("id").GetString()));
        Assert.Equal(["mixed", "forward"], rows.Select(row => row.GetProperty("type").GetString()));
        Assert.Equal("""["common"]""", rows[1].GetProperty("views").GetRawText());
        Assert.Equal(("opus", "vp8"), (rows[0].GetProperty("audio").GetString(), rows[0].GetProperty("video").GetString()));
    }

    [Fact]
    public async Task UnmixAndMix_ChangeTheView()
    {
        var publication = await PublishAsync();
        Assert.Equal(
            "[]", Assert.Single(await _managed.RunAsync("stream", "unmix", _room, publication.Id)).GetProperty("views").GetRawText());
        Assert.Empty(await _managed.RunAsync("stream", "layout", "show", _room, _view));
        var mixed = Assert.Single(await _managed.RunAsync("stream", "mix", _room, publication.Id, "--view", "common"));
        Assert.Equal("""["common"]""", mixed.GetProperty("views").GetRawText());
        Assert.Equal([publication.Id], Shown(await _managed.RunAsync("stream", "layout", "show", _room, _view)));
    }

    [Fact]
    public async Task Layout_IsShownPlacedAndSet()
    {
        var (first, second) = (await PublishAsync(), await PublishAsync());
        Assert.Equal([second.Id], Shown(await _managed.RunAsync("stream", "layout", "show", _room, _view)));
        Assert.Equal([first.Id], Shown(await _managed.RunAsync("stream", "layout", "place", _room, _view, "0", first.Id)));
        var set = await _managed.RunAsync("stream", "layout", "set", _room, _view, $"1=0,0,1,1:{second.Id}");
        Assert.Equal([second.Id], Shown(set));
        Assert.Equal(
            """{"left":"0/1","top":"0/1","width":"1/1","height":"1/1"}""", set[0].GetProperty("region").GetProperty("area").GetRawText());

        var (exitCode, _, error) = await _managed.TypeAsync("stream", "layout", "set", _room, _view, $"1=0,0,1/2,1:{first.Id}");
        Assert.Equal(CommandRunner.Failure, exitCode);
        Assert.Contains("Operation failed", error, StringComparison.Ordinal);
    }

    /// <summary>Publishes, and waits until the view shows it.</summary>
    private async Task<Publication> PublishAsync()
    {
        var view = _alice.RemoteStreams.OfType<RemoteMixedStream>().Single();
        var shown = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Consider(object? sender, StreamLayoutChangedEventArgs e) => shown.TrySetResult(Assert.Single(e.Layout).StreamId!);
        view.LayoutChanged += Consider;
        var stream = new LocalStream(new LocalAudioTrack(), new LocalVideoTrack());
        var publication = await _alice.PublishAsync(stream, cancellationToken: Token);
        Assert.Equal(publication.Id, await shown.Task.WaitAsync(Patience, Token));
        view.LayoutChanged -= Consider;
        return publication;
    }

    private static IEnumerable<string?> Shown(IEnumerable<JsonElement> layout) =>
        layout.Select(entry => entry.GetProperty("stream").GetString());
}
