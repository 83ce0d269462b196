using System.Runtime.CompilerServices;

namespace OwtClient.Server.Tests.Portal;

/// <summary>Who leaves, however they leave, leaves nothing behind.</summary>
public class LeftoverTests
{
    private const int Rounds = 1000;

    private readonly PortalFixture _portal = new(mixesPublications: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ThousandJoinsAndLeaves_LeaveNothing(bool logout)
    {
        var witness = _portal.Join("witness");
        var clients = new List<WeakReference>();
        for (var i = 0; i < Rounds; i++) clients.Add(Visit(logout));
        _portal.Time.Advance(TimeSpan.FromMinutes(5)); // grace times and idle rules are over

        Assert.Single(_portal.Portal.Find(null));
        var room = _portal.Room.Describe();
        Assert.Equal("witness", Assert.Single(room.Participants).User);
        Assert.Empty(room.Sessions);
        Assert.Empty(_portal.Media.ViewInputs);
        Assert.Equal(Rounds * 2, _portal.Media.Calls.Count(call => call.StartsWith("close transport", StringComparison.Ordinal)));
        Assert.Equal(
            Rounds, witness.Received.Count(line => line.StartsWith("participant {\"action\":\"leave\"", StringComparison.Ordinal)));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.All(clients.SkipLast(1), client => Assert.False(client.IsAlive)); // the last may be in a register still
    }

    /// <summary>A method of its own, so that nothing of it is on the stack any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Visit(bool logout)
    {
        var visitor = _portal.Join("visitor");
        var id = _portal.Publish(visitor);
        PortalFixture.RequestSubscribe(visitor, id);
        if (logout) visitor.Request("logout");
        visitor.Break();
        var left = new WeakReference(_portal.Portal.Find(visitor.Id).SingleOrDefault() ?? (object)visitor);
        if (!logout) _portal.Time.Advance(TimeSpan.FromSeconds(61)); // the grace time, which would fill the room
        return left;
    }
}
