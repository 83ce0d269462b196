using System.Text;
using System.Text.Json;
using OwtClient.Fuzz.Harness;
using OwtClient.Server.Portal;
using OwtClient.Server.Tokens;
using OwtClient.Server.Validation;

namespace OwtClient.Fuzz.Server;

public class ServerRequestFuzzTests
{
    /// <summary>A server reads any JSON as any request: it explains or accepts, and does not throw.</summary>
    [Fact]
    public void AnyJson_AsAnyRequest() => Fuzzer.Bytes(Seeds.Messages, input =>
    {
        if (!TryParse(input, out var document)) return;
        using (document)
        {
            var request = document.RootElement;
            LoginRequest.Read(request, out _);
            RequestSchemas.Publish.Explain(request);
            RequestSchemas.Subscribe.Explain(request);
            RequestSchemas.StreamControl.Explain(request);
            RequestSchemas.SubscriptionControl.Explain(request);
            SimpleRequests.ExplainText(request);
            if (request.ValueKind == JsonValueKind.Object) SimpleRequests.ExplainSoac(request);
            SimpleRequests.ExplainId(request, "stream");
            TokenText.Decode(request, out _);
        }
    });

    [Fact]
    public void AnyText_AsToken()
    {
        var seed = Encoding.ASCII.GetBytes(new TokenText("0123456789abcdef01234567", "localhost:8080", false, "c2lnbmF0dXJl").Encode());
        Fuzzer.Bytes([seed, "{}"u8.ToArray(), "bm8="u8.ToArray()], input =>
        {
            var text = Encoding.Latin1.GetString(input);
            using var document = JsonDocument.Parse(JsonSerializer.Serialize(text));
            TokenText.Decode(document.RootElement, out _);
            LenientBase64.Decode(text);
        });
    }

    /// <summary>Reads like the transport does, which has a text: bytes that are no UTF-8 are replaced before they come here.</summary>
    private static bool TryParse(byte[] input, out JsonDocument document)
    {
        try
        {
            document = JsonDocument.Parse(Encoding.UTF8.GetString(input));
            return true;
        }
        catch (JsonException)
        {
            document = null!;
            return false;
        }
    }
}
