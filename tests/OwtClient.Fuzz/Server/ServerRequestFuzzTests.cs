using System.Text;
using System.Text.Json;
using OwtClient.Fuzz.Harness;
using OwtClient.Server.Portal;
using OwtClient.Server.Portal.Versions;
using OwtClient.Server.SocketIo;
using OwtClient.Server.Tokens;
using OwtClient.Server.Validation;

namespace OwtClient.Fuzz.Server;

public class ServerRequestFuzzTests
{
    /// <summary>A server reads any JSON as any request: it explains or accepts, and does not throw.</summary>
    [Fact]
    public void AnyJson_AsAnyRequest() => Fuzzer.Json(Seeds.Messages, input =>
    {
        // As it comes from the socket: an argument of an event.
        if (!SocketIoArguments.TryParse([.. "[\"event\","u8, .. input, .. "]"u8], out _, out var arguments) || arguments.Count == 0) return;
        var request = arguments[0];
        LoginRequest.Read(request, ClientProtocols.All, out _);
        foreach (var schema in (Schema[])[KindSchemas.Publish, KindSchemas.Subscribe])
        {
            if (schema.Explain(request) is null) KindRequests.Read(request);
        }

        RequestSchemas.Publish.Explain(request);
        RequestSchemas.Subscribe.Explain(request);
        RequestSchemas.StreamControl.Explain(request);
        RequestSchemas.SubscriptionControl.Explain(request);
        SimpleRequests.ExplainText(request);
        if (request.ValueKind == JsonValueKind.Object) SimpleRequests.ExplainSoac(request);
        SimpleRequests.ExplainId(request, "stream");
        TokenText.Decode(request, out _);
    });

    [Fact]
    public void AnyText_AsToken()
    {
        var seed = Encoding.ASCII.GetBytes(new TokenText("0123456789abcdef01234567", "localhost:8080", false, "c2lnbmF0dXJl").Encode());
        Fuzzer.Bytes([seed, "{}"u8.ToArray(), "bm8="u8.ToArray()], input => Decode(Encoding.Latin1.GetString(input)));
    }

    [Fact]
    public void AnyJson_InsideAToken() => Fuzzer.Json(
        ["""{"tokenId":"0123456789abcdef01234567","host":"localhost:8080","secure":false,"signature":"c2lnbmF0dXJl"}"""u8.ToArray()],
        input => Decode(Convert.ToBase64String(input)));

    private static void Decode(string text)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(text));
        TokenText.Decode(document.RootElement, out _);
    }
}
