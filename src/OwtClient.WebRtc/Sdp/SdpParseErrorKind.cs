namespace OwtClient.WebRtc.Sdp;

/// <summary>Why a session description could not be read.</summary>
internal enum SdpParseErrorKind
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>More characters than <see cref="SdpParser.MaxLength"/>.</summary>
    TooLong,

    /// <summary>More lines than <see cref="SdpParser.MaxLines"/>.</summary>
    TooManyLines,

    /// <summary>More media sections than <see cref="SdpParser.MaxMedia"/>.</summary>
    TooManyMedia,

    /// <summary>A line that is not one letter, an equals sign and a value.</summary>
    BadLine,

    /// <summary>The first line is not <c>v=0</c>.</summary>
    BadVersion,

    /// <summary>An <c>o=</c> line that does not have its six fields.</summary>
    BadOrigin,

    /// <summary>An <c>m=</c> line without kind, port and protocol, or with too many formats.</summary>
    BadMediaLine,

    /// <summary>An attribute that matters here has a value outside its grammar.</summary>
    BadAttribute,
}
