namespace OwtClient.Server.Portal.Versions;

/// <summary>Version of the conference protocol that a client speaks (PROTOCOL §3.2), oldest first.</summary>
internal enum ClientProtocol
{
    /// <summary>One audio and one video per stream, each with one format.</summary>
    V1_0,

    /// <summary>As before, with the formats of simulcast layers.</summary>
    V1_1,

    /// <summary>Tracks, named by media section.</summary>
    V1_2,
}
