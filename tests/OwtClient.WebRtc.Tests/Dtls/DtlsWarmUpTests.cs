using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

public class DtlsWarmUpTests
{
    [Fact]
    public async Task Start_RunsOnceAndEnds()
    {
        var first = DtlsWarmUp.Start();

        await first.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Same(first, DtlsWarmUp.Start());
    }
}
