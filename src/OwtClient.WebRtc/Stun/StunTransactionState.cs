namespace OwtClient.WebRtc.Stun;

/// <summary>How far a request is.</summary>
internal enum StunTransactionState
{
    Idle,
    Waiting,
    Completed,
    TimedOut,
}
