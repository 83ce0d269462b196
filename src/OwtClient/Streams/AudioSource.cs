namespace OwtClient.Streams;

/// <summary>Where published sound comes from; told to everybody.</summary>
public enum AudioSource
{
    /// <summary>A microphone (<c>mic</c>).</summary>
    Microphone,

    /// <summary>A shared screen (<c>screen-cast</c>).</summary>
    ScreenCast,

    /// <summary>Samples of a file (<c>raw-file</c>).</summary>
    RawFile,

    /// <summary>Encoded data of a file (<c>encoded-file</c>).</summary>
    EncodedFile,
}
