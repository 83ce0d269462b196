using OwtClient.Server;
using OwtClient.Server.Faults;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Makes a server do wrong, as chance chooses. Nothing of it takes a roster notification away: nobody could know then.</summary>
internal static class RandomTrouble
{
    private static readonly string[] Requests =
    [
        "publish", "subscribe", "soac", "text", "unpublish", "unsubscribe", "stream-control", "subscription-control", "relogin", "login",
        "logout",
    ];

    /// <returns>What was done, for the report of a failure.</returns>
    public static string Make(ConferenceServer server, Random chance, string user)
    {
        var act = chance.Next(16);
        var request = Requests[chance.Next(Requests.Length)];
        var wait = TimeSpan.FromMilliseconds(chance.Next(50, 400));
        var pick = chance.Next();
        return act switch
        {
            0 or 1 => Do("drop", () => server.Faults.DropSockets(user)),
            2 => Do("stay away", () =>
            {
                server.Faults.RefuseSockets(wait);
                server.Faults.DropSockets(user);
            }),
            3 => Do("expire", () =>
            {
                server.Faults.ExpireTickets(user);
                server.Faults.DropSockets(user);
            }),
            4 => Do("stop pinging", () => server.Faults.StopPinging(user)),
            5 => Do("kill", () => OnSession(server, pick, id => server.Faults.KillTransport(id))),
            6 => Do("crash", () => OnSession(server, pick, id => server.Faults.CrashNode(id))),
            7 => Do("throw out", () => OnParticipant(server, user)),
            8 => Add(FaultRule.LoseAck(request)),
            9 => Add(FaultRule.LoseRequest(request)),
            10 => Add(FaultRule.DelayAck(request, wait)),
            11 => Add(FaultRule.Refuse(request, "no")),
            12 => Add(FaultRule.NeverAnswer()),
            13 => Add(FaultRule.AnswerWithoutCodecs()),
            14 => Add(FaultRule.NeverReady()),
            _ => Add(FaultRule.FailAfterReady()),
        };

        string Add(FaultRule rule)
        {
            server.Faults.Add(rule with { Participant = user });
            return $"{user}: {rule.Act} {rule.Name}";
        }

        string Do(string name, Action trouble)
        {
            trouble();
            return $"{user}: {name}";
        }
    }

    private static void OnSession(ConferenceServer server, int pick, Action<string> trouble)
    {
        var live = server.Rooms.SelectMany(room => room.Sessions).Where(session => session.IsLive);
        string[] sessions = [.. live.Select(session => session.Id).Order()];
        if (sessions.Length > 0) trouble(sessions[pick % sessions.Length]);
    }

    private static void OnParticipant(ConferenceServer server, string user)
    {
        foreach (var room in server.Rooms)
        {
            foreach (var participant in room.Participants.Where(p => p.User == user)) server.DropParticipant(room.Id, participant.Id);
        }
    }
}
