using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>An answer to be written when the owner polls for it.</summary>
/// <param name="TransactionId">The request's.</param>
/// <param name="Base">The socket that received the request.</param>
/// <param name="Remote">Where it came from and where the answer goes.</param>
/// <param name="ErrorCode">0 for success, else a <see cref="StunErrorCode"/>.</param>
/// <param name="UnknownAttribute">For error 420, the first type that was not understood.</param>
internal readonly record struct IcePendingResponse(
    StunTransactionId TransactionId, TransportAddress Base, TransportAddress Remote, int ErrorCode, ushort UnknownAttribute = 0);
