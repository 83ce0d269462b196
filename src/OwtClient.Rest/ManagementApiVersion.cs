namespace OwtClient.Rest;

/// <summary>A version of the management API (PROTOCOL §8.1). They differ in the stream routes and in the shape of streams (PROTOCOL §4.13).</summary>
public enum ManagementApiVersion
{
    /// <summary><c>/v1</c>: of a stream's simulcast layers it tells the first alone. The server checks that the room is the service's.</summary>
    V1,

    /// <summary><c>/v1.1</c>.</summary>
    V11,
}
