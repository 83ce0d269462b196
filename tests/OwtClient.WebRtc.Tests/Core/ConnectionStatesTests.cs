using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Core;

public class ConnectionStatesTests
{
    /// <summary>Every cell: rows are the states of ICE, columns those of DTLS in the order New, Connecting, Connected, Closed, Failed.</summary>
    [Theory]
    [InlineData(IceConnectionState.New, "New New New Closed Failed")]
    [InlineData(IceConnectionState.Checking, "Connecting Connecting Connecting Closed Failed")]
    [InlineData(IceConnectionState.Connected, "Connecting Connecting Connected Closed Failed")]
    [InlineData(IceConnectionState.Completed, "Connecting Connecting Connected Closed Failed")]
    [InlineData(IceConnectionState.Disconnected, "Disconnected Disconnected Disconnected Closed Failed")]
    [InlineData(IceConnectionState.Failed, "Failed Failed Failed Failed Failed")]
    [InlineData(IceConnectionState.Closed, "Closed Closed Closed Closed Failed")]
    public void EveryCombination(IceConnectionState ice, string expected)
    {
        var states = Enum.GetValues<DtlsTransportState>().Select(dtls => ConnectionStates.Combine(ice, dtls));
        Assert.Equal(expected.Split(' '), states.Select(state => state.ToString()));
    }
}
