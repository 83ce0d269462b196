using OwtClient.Tokens;

namespace OwtClient.Tests.Tokens;

public class TokenProviderTests
{
    [Fact]
    public async Task FromDelegate_CallsItEachTimeWithTheToken()
    {
        using var stop = new CancellationTokenSource();
        var calls = 0;
        var provider = TokenProvider.FromDelegate(cancellation =>
        {
            Assert.Equal(stop.Token, cancellation);
            return ValueTask.FromResult($"token {++calls}");
        });

        Assert.Equal("token 1", await provider.GetTokenAsync(stop.Token));
        Assert.Equal("token 2", await provider.GetTokenAsync(stop.Token));
    }

    [Fact]
    public void FromDelegate_WithoutAFunction_IsRefused() => Assert.Throws<ArgumentNullException>(() => TokenProvider.FromDelegate(null!));
}
