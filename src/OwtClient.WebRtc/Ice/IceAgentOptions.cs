using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>Times and bounds of an agent.</summary>
internal sealed record IceAgentOptions
{
    public static IceAgentOptions Default { get; } = new();

    /// <summary>Ta: time between two new checks once <see cref="CheckBurst"/> is used up. The default value is 20 ms.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Checks that go out at once after a pause. The default value is 5.</summary>
    /// <remarks>
    /// Deviates from RFC 8445 §14.2 (one per Ta): because a handful of 100-byte datagrams congests nothing, and each Ta of waiting is
    /// seen by the user.
    /// </remarks>
    public int CheckBurst { get; init; } = 5;

    /// <summary>Repetition of unanswered checks: 0, 0.1, 0.3, 0.7, 1.5, 3.1, 6.3, 12.7 s, given up at 14.3 s.</summary>
    /// <remarks>
    /// Deviates from RFC 8445 §14.3 (RTO at least 500 ms): because the first checks often race the signaling that lets the peer answer
    /// them, and half a second is more than the rest of the connection setup takes.
    /// </remarks>
    public StunTimingOptions CheckTiming { get; init; } = new(TimeSpan.FromMilliseconds(100), 8, 16);

    /// <summary>How long a consent check's answer is taken; it is never repeated (RFC 7675 §5.1).</summary>
    public StunTimingOptions ConsentTiming { get; init; } = new(TimeSpan.FromMilliseconds(500), 1, 16);

    /// <summary>Mean time between consent checks; each wait is 0.8 to 1.2 times this. The default value is 5 s (RFC 7675 §5.1).</summary>
    public TimeSpan ConsentInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Without an answer for this long, sending stops for good. The default value is 30 s (RFC 7675 §5.1).</summary>
    public TimeSpan ConsentTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without a sign of life for this long, checks come every <see cref="SilenceCheckInterval"/>. The default value is 6 s.</summary>
    /// <remarks>The longest wait between regular checks: a healthy connection is never silent longer than that and a round trip.</remarks>
    public TimeSpan SilenceThreshold { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Wait between checks in a silence. The default value is 500 ms.</summary>
    /// <remarks>
    /// Deviates from RFC 7675 §5.1 (never sooner than 4 s): because a lost answer and a lost peer have to be told apart within seconds, and
    /// a silent path has room for two small packets a second.
    /// </remarks>
    public TimeSpan SilenceCheckInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Without a sign of life for this long the connection counts as disconnected. The default value is 7.5 s.</summary>
    public TimeSpan DisconnectedTimeout { get; init; } = TimeSpan.FromSeconds(7.5);

    /// <summary>How long to stay patient when all pairs failed and no more candidates will come. The default value is 15 s.</summary>
    /// <remarks>
    /// Deviates from RFC 8863 §4 (39.5 s): because a conference client owes its user an answer sooner, and a peer that is silent this
    /// long was never seen to come back.
    /// </remarks>
    public TimeSpan FailureTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same, after the last candidate, while the peer has not said that it was the last. The default value is 30 s.</summary>
    public TimeSpan TrickleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxLocalCandidates { get; init; } = 32;

    public int MaxRemoteCandidates { get; init; } = 64;

    /// <summary>RFC 8445 §6.1.2.5 suggests 100.</summary>
    public int MaxPairs { get; init; } = 100;

    /// <summary>Answers waiting to be polled; more requests than that are dropped.</summary>
    public int MaxPendingResponses { get; init; } = 32;
}
