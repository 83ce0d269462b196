namespace OwtClient.Server.Faults;

/// <summary>A set of <see cref="FaultAct"/>.</summary>
[Flags]
internal enum FaultActs
{
    OnRequest = (1 << FaultAct.LoseRequest) | (1 << FaultAct.RefuseRequest),
    OnAck = (1 << FaultAct.LoseAck) | (1 << FaultAct.DelayAck),
    OnEvent = (1 << FaultAct.LoseEvent) | (1 << FaultAct.DelayEvent),
    OnAnswer = OnEvent | (1 << FaultAct.AnswerWithoutCodecs),
    OnReady = 1 << FaultAct.FailAfterReady,
}
