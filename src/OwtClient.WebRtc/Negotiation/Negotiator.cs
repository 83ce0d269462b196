using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Turns a pair of descriptions into what was agreed (RFC 9429 §5.11).</summary>
internal static class Negotiator
{
    /// <summary>The outcome for each audio and video section, in the order of the descriptions. Both were checked before.</summary>
    /// <param name="local">This side's description, offer or answer.</param>
    /// <param name="remote">The peer's.</param>
    /// <param name="answerer">Who wrote the answer: a rejection counts there, and so does its direction.</param>
    public static List<NegotiatedSection> Negotiate(SdpSession local, SdpSession remote, DescriptionSide answerer)
    {
        var sections = new List<NegotiatedSection>();
        for (var i = 0; i < local.Media.Count; i++)
        {
            if (!SectionWriter.TryParseKind(local.Media[i].Kind, out var kind)) continue;
            sections.Add(Negotiate(local.Media[i], remote.Media[i], kind, IsAlive(local, remote, i), answerer));
        }

        return sections;
    }

    private static bool IsAlive(SdpSession local, SdpSession remote, int index) =>
        !local.Media[index].IsRejected && !remote.Media[index].IsRejected && OfferedSections.IsOnTransport(remote, remote.Media[index]);

    private static NegotiatedSection Negotiate(SdpMedia local, SdpMedia remote, MediaKind kind, bool alive, DescriptionSide answerer)
    {
        if (!alive) return new NegotiatedSection { Mid = local.Mid!, Kind = kind, Direction = TransceiverDirection.Inactive };
        var mine = SectionCodecs.Of(local);
        var theirs = SectionCodecs.Of(remote);
        var order = answerer == DescriptionSide.Local ? mine : theirs; // the answer's order is the agreed one (RFC 3264 §6.1)
        var common = order.Select(codec => Pair(codec, mine, theirs)).OfType<(NegotiatedCodec Send, NegotiatedCodec Receive)>().ToArray();
        var direction = Direction(local, remote);
        return new NegotiatedSection
        {
            Mid = local.Mid!,
            Kind = kind,
            Direction = common.Length == 0 ? TransceiverDirection.Inactive : direction,
            SendCodecs = direction.Sends() ? [.. common.Select(pair => pair.Send)] : [],
            ReceiveCodecs = [.. common.Select(pair => pair.Receive)],
            Extensions = SupportedExtensions.Common(local, remote),
            RemoteSsrcs = RemoteSsrcs(remote),
            ReceiveRids = Layers(remote, isSend: true),
            SendRids = Layers(remote, isSend: false),
            ReducedSizeRtcp = local.RtcpReducedSize && remote.RtcpReducedSize,
        };
    }

    private static TransceiverDirection Direction(SdpMedia local, SdpMedia remote) =>
        (local.Direction ?? TransceiverDirection.SendRecv).Intersect((remote.Direction ?? TransceiverDirection.SendRecv).Reverse());

    /// <summary>Finds the other side's number for a codec: numbers may differ between the directions (RFC 3264 §5.1).</summary>
    private static (NegotiatedCodec Send, NegotiatedCodec Receive)? Pair(
        NegotiatedCodec codec, List<NegotiatedCodec> mine, List<NegotiatedCodec> theirs)
    {
        var own = Same(mine);
        var other = Same(theirs);
        if (own is null || other is null) return null;
        var feedback = own.Feedback & other.Feedback;
        return (new NegotiatedCodec(other.PayloadType, own.Codec, feedback), new NegotiatedCodec(own.PayloadType, own.Codec, feedback));

        NegotiatedCodec? Same(List<NegotiatedCodec> codecs) =>
            codecs.Find(candidate => candidate.PayloadType == codec.PayloadType && CodecMatch.IsCompatible(codec.Codec, candidate.Codec))
            ?? CodecMatch.Find(codec.Codec, codecs);
    }

    private static uint[] RemoteSsrcs(SdpMedia remote)
    {
        var repair = remote.SsrcGroups
            .Where(group => group is { Semantics: SdpSsrcGroup.FlowIdentification, Ssrcs.Count: > 1 })
            .SelectMany(group => group.Ssrcs.Skip(1))
            .ToHashSet();
        return [.. remote.Ssrcs.Select(line => line.Ssrc).Distinct().Where(ssrc => !repair.Contains(ssrc))];
    }

    private static string[] Layers(SdpMedia remote, bool isSend)
    {
        var listed = isSend ? remote.Simulcast?.Send : remote.Simulcast?.Receive;
        return [.. (listed ?? []).Where(rid => remote.Rids.Exists(line => line.IsSend == isSend && line.Id == rid))];
    }
}
