using System.Text;
using OwtClient.Cli;
using OwtClient.Cli.Management;
using OwtClient.Fuzz.Harness;

namespace OwtClient.Fuzz.Cli;

/// <summary>Files and arguments that people write are read, or refused in one line.</summary>
public class CommandTextFuzzTests
{
    private const string Key = "swordfish";

    [Fact]
    public void AnyText_AsProfile() => Fuzzer.Bytes(
        [Encoding.UTF8.GetBytes($"# mine\nOWT_URL=https://owt.test:3000\nOWT_SERVICE_ID=5e3d0d9e5ee8b80bd3e0bd2e\r\nOWT_SERVICE_KEY = {Key}\nOWT_CERT_SHA256=5f:3a\n")],
        input =>
        {
            try
            {
                var profile = Profile.Parse(Encoding.UTF8.GetString(input), "the file");
                Assert.True(profile.ServiceId.Length > 0 && profile.ServiceKey.Length > 0);
                Assert.Equal($"service {profile.ServiceId} at {profile.Address}", profile.ToString());
            }
            catch (CommandFailedException e)
            {
                Assert.DoesNotContain(Key, e.Message, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void AnyJson_AsLayout() => Fuzzer.Json(
        ["""[{"region":{"id":"1","area":{"left":"0","top":"0","width":"1/2","height":"1"},"shape":"rectangle"},"stream":"s"},{"region":{"id":"2","area":{"left":"1/2","top":"1/3","width":"1/2","height":"2/3"}}}]"""u8.ToArray()],
        input => Draw(() => LayoutText.ParseJson(Encoding.UTF8.GetString(input))));

    [Fact]
    public void AnyText_AsRegion() => Fuzzer.Bytes(["1=0,0,1/2,1:s"u8.ToArray(), "2=1/2,1/3,1/2,2/3"u8.ToArray()], input =>
        Draw(() => LayoutText.Check([LayoutText.Parse(Encoding.UTF8.GetString(input))])));

    private static void Draw(Func<IReadOnlyList<OwtClient.Rest.Models.LayoutEntry>> read)
    {
        try
        {
            var drawing = new LayoutDrawing(21, 7);
            foreach (var entry in read()) drawing.Add(entry);
            Assert.All(drawing.Lines, line => Assert.True(line.Length <= 21));
        }
        catch (CommandFailedException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }
}
