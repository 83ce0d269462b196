using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;
using OwtClient.Rest.Resources;

namespace OwtClient.Rest.SampleService;

/// <summary>Client of the sample application server that comes with OWT, and of servers like it (PROTOCOL §8.11).</summary>
/// <remarks>
/// <para>
/// It asks for no credentials: for development, not for the open internet. It passes most requests on to the management API, so the resources are those of
/// <see cref="OwtManagementClient"/>; streams have the v1 shape. Its refusals carry an HTTP status and no code: <see cref="OwtManagementException.Error"/> is
/// <see cref="ManagementError.None"/>. It has no pages (<see cref="RoomsResource.ListAsync"/> gets everything at once), services, analyses or cascading.
/// </para>
/// <para>Thread-safe; make one and keep it.</para>
/// </remarks>
public sealed class SampleServiceClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly ManagementTransport _transport;

    /// <summary>Makes a client with connections of its own.</summary>
    /// <exception cref="ArgumentException">The address is not http or https, a limit is out of range, or the certificate pin is malformed.</exception>
    public SampleServiceClient(SampleServiceOptions options)
        : this(CreateHttpClient(options), options, ownsHttp: true)
    {
    }

    /// <summary>Makes a client on top of an HTTP client that the caller keeps. Certificate options have no effect then.</summary>
    /// <exception cref="ArgumentException">The address is not http or https, or a limit is out of range.</exception>
    public SampleServiceClient(HttpClient httpClient, SampleServiceOptions options)
        : this(httpClient, options, ownsHttp: false)
    {
    }

    private SampleServiceClient(HttpClient http, SampleServiceOptions options, bool ownsHttp)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        (_http, _ownsHttp, _transport) = (http, ownsHttp, new ManagementTransport(http, options.Limits()));
        const string root = "";
        Rooms = new RoomsResource(_transport, root);
        Participants = new ParticipantsResource(_transport, root);
        Streams = new StreamsResource(_transport, root);
        StreamingIns = new SampleStreamingInsResource(new StreamingInsResource(_transport, root));
        StreamingOuts = new StreamingOutsResource(_transport, root);
        Recordings = new RecordingsResource(_transport, root);
        SipCalls = new SipCallsResource(_transport, root);
        Legacy = new LegacyRoutes(_transport);
    }

    /// <summary>Rooms and their configuration.</summary>
    public RoomsResource Rooms { get; }

    /// <summary>Participants of running rooms.</summary>
    public ParticipantsResource Participants { get; }

    /// <summary>Streams of running rooms, in the v1 shape.</summary>
    public StreamsResource Streams { get; }

    /// <summary>External streams brought into rooms.</summary>
    public SampleStreamingInsResource StreamingIns { get; }

    /// <summary>Streams sent out of rooms.</summary>
    public StreamingOutsResource StreamingOuts { get; }

    /// <summary>Recordings made by the server.</summary>
    public RecordingsResource Recordings { get; }

    /// <summary>SIP calls.</summary>
    public SipCallsResource SipCalls { get; }

    /// <summary>The routes of older versions, for servers that have no others.</summary>
    public LegacyRoutes Legacy { get; }

    /// <summary>Makes a token: good for one join within three minutes. Keep it secret.</summary>
    /// <param name="user">User name shown to others; any non-empty text.</param>
    /// <param name="role">A role of the room, for example <c>presenter</c>.</param>
    /// <param name="room">Room to join, or null for the server's <c>sampleRoom</c>. Just after its start the server does not know that yet and answers 400.</param>
    /// <param name="cancellationToken">Stops waiting; a token that nobody has is left to expire.</param>
    /// <exception cref="OwtManagementException">The server refused or did not answer in time.</exception>
    public async Task<string> CreateTokenAsync(string user, string role, string? room = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(role);
        var body = ManagementTransport.Json(new SampleToken(room, user, role), RestJson.Default.SampleToken);
        var token = await _transport.SendForTextAsync(HttpMethod.Post, "/tokens", body, null, RequestBudget.Long, cancellationToken).ConfigureAwait(false);
        return token.Trim();
    }

    /// <summary>Closes the connections, if they are this client's own.</summary>
    public void Dispose()
    {
        if (_ownsHttp) _http.Dispose();
    }

    private static HttpClient CreateHttpClient(SampleServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return SocketsHandler.CreateClient(SocketsHandler.Create(options.RequestTimeout, options.PinnedCertificateSha256, options.CertificateValidation));
    }
}
