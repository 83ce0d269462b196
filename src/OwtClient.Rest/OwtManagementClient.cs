using OwtClient.Rest.Authentication;
using OwtClient.Rest.Http;
using OwtClient.Rest.Resources;

namespace OwtClient.Rest;

/// <summary>Client of the OWT management API (v1 and v1.1): rooms, tokens, participants, streams, recordings and the rest (PROTOCOL §8).</summary>
/// <remarks>
/// Thread-safe; make one and keep it. All calls take a cancellation token and end within the options' time limits. What the server refuses is an
/// <see cref="OwtManagementException"/>; malformed arguments are the standard exceptions.
/// </remarks>
/// <example>
/// <code>
/// using var management = new OwtManagementClient(new OwtManagementOptions
/// {
///     Address = new Uri("https://owt.example.org:3000"),
///     Credentials = new MAuthCredentials(serviceId, serviceKey),
/// });
/// Room room = await management.Rooms.CreateAsync("standup");
/// string token = await management.Tokens.CreateAsync(room.Id, "alice", "presenter");
/// </code>
/// </example>
public sealed class OwtManagementClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;

    /// <summary>Makes a client with connections of its own.</summary>
    /// <exception cref="ArgumentException">The address is not http or https, a limit is out of range, or the certificate pin is malformed.</exception>
    public OwtManagementClient(OwtManagementOptions options)
        : this(CreateHttpClient(options), options, ownsHttp: true)
    {
    }

    /// <summary>Makes a client on top of an HTTP client that signs, for example through an <see cref="MAuthHandler"/>, and that the caller keeps.</summary>
    /// <remarks>
    /// The HTTP client's own time-out should be longer than those of the options. Credentials and certificate options have no effect here; HTTP version and
    /// limit of the answer's size are the HTTP client's.
    /// </remarks>
    /// <exception cref="ArgumentException">The address is not http or https, or a limit is out of range.</exception>
    public OwtManagementClient(HttpClient httpClient, OwtManagementOptions options)
        : this(httpClient, options, ownsHttp: false)
    {
    }

    private OwtManagementClient(HttpClient http, OwtManagementOptions options, bool ownsHttp)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        (_http, _ownsHttp) = (http, ownsHttp);
        var transport = new ManagementTransport(http, options.Limits());
        const string root = "/v1";
        var streamsRoot = options.StreamsVersion == ManagementApiVersion.V1 ? root : "/v1.1";
        Services = new ServicesResource(transport);
        Rooms = new RoomsResource(transport, root);
        Tokens = new TokensResource(transport);
        Participants = new ParticipantsResource(transport, root);
        Streams = new StreamsResource(transport, streamsRoot);
        StreamingIns = new StreamingInsResource(transport, streamsRoot);
        StreamingOuts = new StreamingOutsResource(transport, root);
        Recordings = new RecordingsResource(transport, root);
        SipCalls = new SipCallsResource(transport, root);
        Analytics = new AnalyticsResource(transport, root);
        Cascading = new CascadingResource(transport);
        StreamEngine = new StreamEngineResource(transport);
    }

    /// <summary>Services, the accounts that own rooms.</summary>
    public ServicesResource Services { get; }

    /// <summary>Rooms and their configuration.</summary>
    public RoomsResource Rooms { get; }

    /// <summary>Tokens to join with.</summary>
    public TokensResource Tokens { get; }

    /// <summary>Participants of running rooms.</summary>
    public ParticipantsResource Participants { get; }

    /// <summary>Streams of running rooms.</summary>
    public StreamsResource Streams { get; }

    /// <summary>External streams brought into rooms.</summary>
    public StreamingInsResource StreamingIns { get; }

    /// <summary>Streams sent out of rooms.</summary>
    public StreamingOutsResource StreamingOuts { get; }

    /// <summary>Recordings made by the server.</summary>
    public RecordingsResource Recordings { get; }

    /// <summary>SIP calls.</summary>
    public SipCallsResource SipCalls { get; }

    /// <summary>Video analyses.</summary>
    public AnalyticsResource Analytics { get; }

    /// <summary>Rooms joined across clusters.</summary>
    public CascadingResource Cascading { get; }

    /// <summary>The separate stream engine of deployments that have one, as raw JSON.</summary>
    public StreamEngineResource StreamEngine { get; }

    /// <summary>Closes the connections, if they are this client's own.</summary>
    public void Dispose()
    {
        if (_ownsHttp) _http.Dispose();
    }

    private static HttpClient CreateHttpClient(OwtManagementOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var sockets = SocketsHandler.Create(options.RequestTimeout, options.PinnedCertificateSha256, options.CertificateValidation);
        return SocketsHandler.CreateClient(new MAuthHandler(options.Credentials, options.TimeProvider) { InnerHandler = sockets });
    }
}
