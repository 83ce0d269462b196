namespace OwtClient.WebRtc.Ice;

/// <summary>The named deadlines of an agent.</summary>
internal enum IceDeadline
{
    /// <summary>The next check may be sent.</summary>
    Pace,

    /// <summary>A better pair has had its time; nominate the best that works.</summary>
    Nominate,

    /// <summary>Patience with pairs that all failed ends.</summary>
    Failure,
}
