using OwtClient;
using OwtClient.Media;
using OwtClient.Rest.SampleService;

namespace Moderator;

/// <summary>Joins, and publishes the clip over and over.</summary>
internal sealed class Speaker : IAsyncDisposable
{
    private readonly MediaFileSource _source;

    private Speaker(string name, ConferenceClient client, MediaFileSource source, Publication publication)
    {
        Name = name;
        Client = client;
        _source = source;
        Publication = publication;
    }

    public string Name { get; }

    public ConferenceClient Client { get; }

    public Publication Publication { get; }

    public static async Task<Speaker> StartAsync(SampleServiceClient tokens, string name, CancellationToken cancellationToken)
    {
        var client = new ConferenceClient();
        var token = await tokens.CreateTokenAsync(name, "presenter", cancellationToken: cancellationToken);
        await client.JoinAsync(token, cancellationToken);
        var clip = Path.Combine(AppContext.BaseDirectory, "media", "clip.webm");
        var source = await MediaFileSource.OpenAsync(clip, new MediaFileSourceOptions { Loop = true }, cancellationToken);
        var publication = await client.PublishAsync(source.Stream, cancellationToken: cancellationToken);
        source.Start();
        Console.WriteLine($"{name} joined and publishes {publication.Id}");
        return new Speaker(name, client, source, publication);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await Client.DisposeAsync();
    }
}
