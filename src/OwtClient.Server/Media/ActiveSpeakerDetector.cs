using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Media;

/// <summary>Finds out who speaks, from the audio levels that the senders tell (RFC 6464).</summary>
/// <remarks>
/// <para>
/// Levels are smoothed. Another input takes over once it has been louder than the speaker by <see cref="Margin"/> for
/// <see cref="Takeover"/>, so that a cough does not switch and two who are equally loud do not flutter. Silence changes nothing: who spoke
/// last stays.
/// </para>
/// <para>Pure but for its lock, which packets of several inputs share; nothing is allocated per packet.</para>
/// </remarks>
internal sealed class ActiveSpeakerDetector
{
    /// <summary>Below this many decibels under overload nobody speaks.</summary>
    public const double SilenceDecibels = -50;

    /// <summary>How much louder than the speaker another has to be, in decibels.</summary>
    public const double Margin = 6;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan Takeover = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Smoothing = TimeSpan.FromMilliseconds(150); // time constant
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500); // without a packet an input is silent

    private readonly object _gate = new();
    private readonly Dictionary<string, Input> _inputs = [];
    private Input? _speaker;

    /// <summary>Sets the inputs. What is known of those that stay is kept.</summary>
    public void SetInputs(IReadOnlyCollection<string> ids)
    {
        lock (_gate)
        {
            foreach (var id in _inputs.Keys.Except(ids).ToArray()) _inputs.Remove(id);
            foreach (var id in ids) _inputs.TryAdd(id, new Input());
            if (_speaker is not null && !_inputs.ContainsValue(_speaker)) _speaker = null;
        }
    }

    /// <summary>Takes the level of a packet.</summary>
    /// <param name="id">Whose; others than the inputs are not listened to.</param>
    /// <param name="level">The byte of the header extension.</param>
    /// <param name="now">Time of arrival, on a clock that only goes forward.</param>
    /// <returns>Whether this input has just become the speaker.</returns>
    public bool Hear(string id, byte level, TimeSpan now)
    {
        if (!AudioLevel.TryRead([level], out var read)) return false;
        lock (_gate)
        {
            if (!_inputs.TryGetValue(id, out var input)) return false;
            input.Add(-read.Level, now);
            if (input == _speaker) return false;
            var threshold = _speaker is null ? SilenceDecibels : Math.Max(SilenceDecibels, _speaker.LevelAt(now) + Margin);
            if (input.Level < threshold)
            {
                input.LouderSince = null;
                return false;
            }

            input.LouderSince ??= now;
            if (_speaker is not null && now - input.LouderSince < Takeover) return false;
            _speaker = input;
            foreach (var other in _inputs.Values) other.LouderSince = null;
            return true;
        }
    }

    private sealed class Input
    {
        private TimeSpan _heardAt = -Pause;

        /// <summary>Smoothed, in decibels under overload.</summary>
        public double Level { get; private set; } = -127;

        public TimeSpan? LouderSince { get; set; }

        public double LevelAt(TimeSpan now) => now - _heardAt > Pause ? -127 : Level;

        public void Add(double level, TimeSpan now)
        {
            var (from, elapsed) = (LevelAt(now), now - _heardAt);
            Level = from + ((level - from) * (elapsed / (elapsed + Smoothing)));
            _heardAt = now;
        }
    }
}
