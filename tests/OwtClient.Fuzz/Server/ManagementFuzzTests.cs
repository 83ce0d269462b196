using System.Text;
using System.Text.Json;
using OwtClient.Fuzz.Harness;
using OwtClient.Server.Http;
using OwtClient.Server.Management;

namespace OwtClient.Fuzz.Server;

public class ManagementFuzzTests
{
    private static readonly byte[][] Bodies =
    [
        """{"name":"n","options":{"participantLimit":2,"inputLimit":-1,"views":[],"roles":[{"role":"r","publish":{"audio":true,"video":true},"subscribe":{"audio":true,"video":true}}],"sip":{"password":"p"}}}"""u8.ToArray(),
        """{"participantLimit":2,"inputLimit":-1,"views":[],"roles":[{"role":"r","publish":{"audio":true},"subscribe":{"video":true}}],"sip":{"password":"p"}}"""u8.ToArray(),
        """[{"op":"replace","path":"/media/audio/status","value":"active"},{"op":"replace","path":"/media/video/from","value":"s"}]"""u8.ToArray(),
        """{"container":"mkv","media":{"audio":{"from":"s","format":{"codec":"opus","sampleRate":48000,"channelNum":2}},"video":{"from":"s","format":{"codec":"h264","profile":"CB"},"parameters":{"resolution":{"width":640,"height":360}}}}}"""u8.ToArray(),
        """{"media":{"audio":false,"video":{"from":"s"}}}"""u8.ToArray(),
    ];

    /// <summary>Any header is none, or one whose signature can be checked.</summary>
    [Fact]
    public void AnyText_AsAuthorization()
    {
        var bare = "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA256,mauth_serviceid=5e3d0d9e5ee8b80bd3e0bd2e,mauth_cnonce=0123456789abcdef,mauth_timestamp=1700000000000,mauth_signature=ZjQ0NGE0";
        Fuzzer.Bytes([Encoding.ASCII.GetBytes(bare), Encoding.ASCII.GetBytes(bare + ",mauth_username=Wm/Dqw==,mauth_role=presenter")], input =>
        {
            if (MAuthHeader.Parse(Encoding.Latin1.GetString(input)) is not { } header) return;
            Assert.NotNull(header.ServiceId);
            Assert.Equal(header.User is null, header.Role is null);
            Assert.False(header.IsSignedWith("key"));
        });
    }

    /// <summary>Any body is no JSON, is malformed for what it is meant for, or is read.</summary>
    [Fact]
    public void AnyBody_AsAnyRequest() => Fuzzer.Json(Bodies, input =>
    {
        if (JsonBody.Parse(input) is not { } body) return;
        PatchOperation.ReadAll(body);
        if (RecordingRequest.Read(body) is { } recording) Assert.InRange(recording.Tracks.Count, 1, 2);
        if (body.ValueKind != JsonValueKind.Object) return;
        try
        {
            RoomSettings.Default("n").With(body).Describe("id");
        }
        catch (FormatException)
        {
            // what the API turns into a refusal with the reason
        }
    });
}
