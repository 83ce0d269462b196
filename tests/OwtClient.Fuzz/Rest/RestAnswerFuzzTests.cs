using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OwtClient.Fuzz.Harness;
using OwtClient.Rest;
using OwtClient.Rest.Http;
using OwtClient.Rest.Json;

namespace OwtClient.Fuzz.Rest;

/// <summary>Whatever a server answers is read, or refused in the one way that the client expects.</summary>
public class RestAnswerFuzzTests
{
    private static readonly byte[] Room =
        """
        [{"_id":"5e3d0d9e5ee8b80bd3e0bd2e","name":"n","participantLimit":-1,"inputLimit":4,"roles":[{"role":"presenter","publish":{"audio":true,"video":true},
        "subscribe":{"audio":true,"video":true}}],"views":[{"label":"common","audio":{"format":{"codec":"opus","sampleRate":48000,"channelNum":2},"vad":true},
        "video":{"format":{"codec":"vp8"},"parameters":{"resolution":{"width":640,"height":480},"framerate":24,"keyFrameInterval":100,"bitrate":"x0.8"},
        "maxInput":16,"bgColor":{"r":0,"g":0,"b":0},"layout":{"fitPolicy":"letterbox","templates":{"base":"fluid","custom":[]}}}}],
        "mediaOut":{"audio":[{"codec":"opus"}],"video":{"format":[{"codec":"h264","profile":"CB"}],"parameters":{"resolution":["x3/4"],"framerate":[6,12],
        "bitrate":["x0.8"],"keyFrameInterval":[100,30]}}},"transcoding":{"audio":true,"video":{"format":true,"parameters":{"resolution":true}}},
        "sip":{"sipServer":"h","username":"u"},"unheardOf":{"a":[1,2]}}]
        """u8.ToArray();

    private static readonly byte[] Streams =
        """
        [{"id":"s","type":"forward","media":{"audio":{"status":"active","source":"mic","format":{"codec":"opus","sampleRate":48000,"channelNum":2}},
        "video":{"status":"active","original":[{"format":{"codec":"vp8"},"parameters":{"resolution":{"width":640,"height":360},"framerate":30,"bitrate":500},
        "simulcastRid":"q"}]}},"info":{"owner":"p","type":"webrtc","inViews":["common"],"attributes":{"a":1}}},
        {"id":"m","type":"mixed","media":{"audio":false,"video":false},"info":{"label":"common","activeInput":"s","layout":[{"region":{"id":"1","shape":
        "rectangle","area":{"left":"0","top":"0","width":"1/2","height":"1"}},"stream":"s"}]}}]
        """u8.ToArray();

    private static readonly byte[] Others =
        """
        [{"id":"p","user":"u","role":"r","permission":{"publish":{"audio":true,"video":false},"subscribe":{"audio":true,"video":true}},"_id":"i","name":"n",
        "key":"k","media":{"audio":{"format":{"codec":"opus"},"from":"s","status":"active"},"video":{"from":"s","parameters":{"bitrate":"x0.8"}}},
        "storage":{"host":"h","file":"f"},"url":"rtmp://h/p","peer":"sip:p","type":"dial-out","output":{"id":"o"},"eventbridgeip":"192.0.2.1",
        "eventbridgeport":7700,"mediabridgeip":"192.0.2.1","mediabridgeport":"7701"}]
        """u8.ToArray();

    private static readonly byte[] Error = """{"error":{"code":1301,"message":"Operation failed"}}"""u8.ToArray();

    [Fact]
    public void AnyAnswer_AsAnyModel() => Fuzzer.Json([Room, Streams, Others, Error, .. Entries(Room), .. Entries(Streams), .. Entries(Others)], input =>
    {
        Read(input, RestJson.Default.Room);
        Read(input, RestJson.Default.ListRoom);
        Read(input, RestJson.Default.StreamInfo);
        Read(input, RestJson.Default.ListStreamInfo);
        Read(input, RestJson.Default.Participant);
        Read(input, RestJson.Default.ListParticipant);
        Read(input, RestJson.Default.ServerSubscription);
        Read(input, RestJson.Default.ListServerSubscription);
        Read(input, RestJson.Default.SipCall);
        Read(input, RestJson.Default.ListSipCall);
        Read(input, RestJson.Default.Service);
        Read(input, RestJson.Default.ListService);
        Read(input, RestJson.Default.Bridges);
    });

    [Fact]
    public void AnyAnswer_AsARefusal() => Fuzzer.Json([Error, "Bad Request"u8.ToArray(), "<html></html>"u8.ToArray(), Room], input =>
    {
        foreach (var status in (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.InternalServerError, (HttpStatusCode)299])
        {
            using var response = new HttpResponseMessage(status);
            var failure = ErrorAnswer.Explain(HttpMethod.Post, "/v1/rooms", response, input);
            Assert.Equal(status, failure.StatusCode);
            Assert.NotNull(failure.ServerMessage);
        }
    });

    private static IEnumerable<byte[]> Entries(byte[] list) =>
        JsonDocument.Parse(list).RootElement.EnumerateArray().Select(entry => Encoding.UTF8.GetBytes(entry.GetRawText()));

    private static void Read<T>(byte[] input, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            Assert.NotNull(AnswerJson.Read(input, type).ToString());
        }
        catch (JsonException)
        {
            // what the client turns into an OwtManagementException
        }
    }
}
