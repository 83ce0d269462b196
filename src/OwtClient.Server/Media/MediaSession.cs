using OwtClient.WebRtc;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Server.Media;

/// <summary>A publication or subscription on a transport.</summary>
/// <remarks>
/// <see cref="Plans"/>, <see cref="Accept"/> and <see cref="Activate"/> are called by the transport's queue alone, the rest by any thread.
/// </remarks>
internal abstract class MediaSession(MediaAgent agent, MediaTransport transport, string id)
{
    public string Id { get; } = id;

    public MediaTransport Transport { get; } = transport;

    /// <summary>Whether an offer with its sections was answered.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether it was reported to be ready.</summary>
    public bool IsReady { get; set; }

    protected MediaAgent Agent { get; } = agent;

    /// <summary>What its sections are for, by <c>mid</c>.</summary>
    public abstract IReadOnlyDictionary<string, SectionPlan> Plans { get; }

    /// <summary>Which way media flows in its sections, seen from here.</summary>
    public abstract TransceiverDirection Direction { get; }

    /// <summary>Takes over a section that was negotiated.</summary>
    public abstract void Accept(IRtpTransceiver transceiver, RtpCodec codec, SdpMedia offered);

    /// <summary>Lets media flow, then reports that the session is ready. The transport is up.</summary>
    public abstract void Activate();

    /// <summary>Stops or resumes one kind.</summary>
    public abstract void SetActive(MediaKind kind, bool isActive);

    /// <summary>Ends it. Idempotent.</summary>
    public void Close()
    {
        Transport.Remove(this);
        Release();
    }

    /// <summary>Gives up what it holds. Idempotent.</summary>
    protected abstract void Release();
}
