using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Which id each header extension has in one section; 0 when it is not in use.</summary>
internal readonly record struct HeaderExtensionIds
{
    public const byte HighestOneByteId = 14; // RFC 8285 §4.2

    public byte AudioLevel { get; init; }

    public byte Mid { get; init; }

    public byte RtpStreamId { get; init; }

    public byte RepairedRtpStreamId { get; init; }

    public byte AbsoluteSendTime { get; init; }

    /// <summary>The ids that both descriptions give the same extension. Ids that need the two-byte form are not used.</summary>
    public static HeaderExtensionIds Common(SdpMedia local, SdpMedia remote)
    {
        return new HeaderExtensionIds
        {
            AudioLevel = Id(HeaderExtension.AudioLevel),
            Mid = Id(HeaderExtension.Mid),
            RtpStreamId = Id(HeaderExtension.RtpStreamId),
            RepairedRtpStreamId = Id(HeaderExtension.RepairedRtpStreamId),
            AbsoluteSendTime = Id(HeaderExtension.AbsoluteSendTime),
        };

        byte Id(HeaderExtension extension)
        {
            var uri = extension.ToUri();
            var mine = local.Extmaps.Find(line => line.Uri == uri);
            var theirs = remote.Extmaps.Find(line => line.Uri == uri);
            return mine is not null && theirs is not null && mine.Id == theirs.Id && mine.Id <= HighestOneByteId ? (byte)mine.Id : (byte)0;
        }
    }
}
