namespace OwtClient.Streams;

/// <summary>Where published pictures come from; told to everybody.</summary>
public enum VideoSource
{
    /// <summary>A camera (<c>camera</c>).</summary>
    Camera,

    /// <summary>A shared screen (<c>screen-cast</c>).</summary>
    ScreenCast,

    /// <summary>Pictures of a file (<c>raw-file</c>).</summary>
    RawFile,

    /// <summary>Encoded data of a file (<c>encoded-file</c>).</summary>
    EncodedFile,
}
