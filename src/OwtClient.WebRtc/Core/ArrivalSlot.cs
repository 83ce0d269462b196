namespace OwtClient.WebRtc.Core;

/// <summary>Where a layer notes, while a packet is handled, that the packet is for its track's sink.</summary>
internal sealed class ArrivalSlot
{
    public ReceiveLayer? Layer { get; set; }
}
