using System.Buffers.Binary;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>Whether the peer still agrees to receive on the selected pair (RFC 7675 §5.1). Asking also keeps NAT bindings alive.</summary>
internal sealed class ConsentFreshness(IceAgentOptions options, IRandomSource random)
{
    private Instant? _nextCheck;
    private Instant _lastCheck;
    private Instant _consentedAt;
    private Instant _heardAt;

    /// <summary>Whether a pair is being watched.</summary>
    public bool IsActive => _nextCheck is not null;

    /// <summary>When to look again; null while nothing is watched.</summary>
    public Instant? Deadline
    {
        get
        {
            if (_nextCheck is null) return null;
            var deadline = Instant.Earliest(NextCheck, _consentedAt + options.ConsentTimeout);
            return IsSilenceReported ? deadline : Instant.Earliest(deadline, _heardAt + options.DisconnectedTimeout);
        }
    }

    /// <summary>Whether the owner was told of a silence by <see cref="TryTakeSilence"/>.</summary>
    public bool IsSilenceReported { get; private set; }

    /// <summary>The regular one, or in a silence an early one.</summary>
    private Instant? NextCheck
    {
        get
        {
            var silence = _heardAt + options.SilenceThreshold;
            var repetition = _lastCheck + options.SilenceCheckInterval;
            return Instant.Earliest(_nextCheck, silence > repetition ? silence : repetition);
        }
    }

    /// <summary>The pair was just checked: consent is given.</summary>
    public void Start(Instant now)
    {
        (_consentedAt, _heardAt, _lastCheck, IsSilenceReported) = (now, now, now, false);
        _nextCheck = now + NextInterval();
    }

    public void Stop() => (_nextCheck, IsSilenceReported) = (null, false);

    /// <summary>An authenticated answer came.</summary>
    public void HandleConsent(Instant now) => _consentedAt = now;

    /// <summary>Anything authentic came from the peer.</summary>
    /// <returns>True if this ends a reported silence.</returns>
    public bool HandleLifeSign(Instant now)
    {
        _heardAt = now;
        var ended = IsSilenceReported;
        IsSilenceReported = false;
        return ended;
    }

    /// <summary>Whether it is time for a check; asking takes it.</summary>
    public bool TryTakeCheck(Instant now)
    {
        if (!IsActive || now < NextCheck) return false;
        _lastCheck = now;
        _nextCheck = now + NextInterval();
        return true;
    }

    public bool IsExpired(Instant now) => IsActive && now - _consentedAt >= options.ConsentTimeout;

    /// <summary>Whether a silence begins now that was not reported yet; asking reports it.</summary>
    public bool TryTakeSilence(Instant now)
    {
        if (!IsActive || IsSilenceReported || now - _heardAt < options.DisconnectedTimeout) return false;
        IsSilenceReported = true;
        return true;
    }

    private TimeSpan NextInterval()
    {
        Span<byte> bytes = stackalloc byte[4];
        random.Fill(bytes);
        return options.ConsentInterval * (0.8 + (0.4 * BinaryPrimitives.ReadUInt32BigEndian(bytes) / uint.MaxValue));
    }
}
