using OwtClient.WebRtc;

namespace OwtClient.Conformance.Tests.Suite;

/// <summary>An engine under test.</summary>
/// <param name="Name">As test names show it.</param>
/// <param name="CreateFactory">Makes a factory that uses loopback addresses alone.</param>
/// <param name="Declined">
/// The rows it does not support. Each is asserted to throw <see cref="NotSupportedException"/>, all others to work: nothing is skipped.
/// </param>
public sealed record EngineUnderTest(string Name, Func<IPeerConnectionFactory> CreateFactory, params EngineFeature[] Declined)
{
    /// <summary>The managed engine, which declines nothing.</summary>
    public static EngineUnderTest Managed { get; } =
        new("managed", () => new PeerConnectionFactory(new PeerConnectionFactoryOptions { LoopbackOnly = true }));

    public override string ToString() => Name;
}
