namespace OwtClient.Rest.Models;

/// <summary>What a call takes from its peer; the server wants the sound always.</summary>
internal sealed record SipCallMediaIn(bool Audio, bool Video);
