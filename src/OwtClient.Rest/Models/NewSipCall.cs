using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>Body of a SIP call.</summary>
internal sealed record NewSipCall([property: JsonPropertyName("peerURI")] string PeerUri, SipCallMediaIn MediaIn, SubscriptionMedia MediaOut);
