using System.Text.Json;
using Microsoft.Playwright;

namespace OwtClient.InteropTests.Browser;

/// <summary>The watch page in a browser.</summary>
internal sealed class BrowserPage
{
    private const float LimitMilliseconds = 20_000;

    public BrowserPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the page logged as an error, violations of its content security policy among it.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Waits until a script expression holds.</summary>
    public Task WaitForAsync(string expression) =>
        Page.WaitForFunctionAsync(expression, null, new PageWaitForFunctionOptions { Timeout = LimitMilliseconds, PollingInterval = 50 });

    /// <summary>Waits until pictures are decoded and sound comes, of some stream or of the one given.</summary>
    public Task WaitForMediaAsync(string? streamId = null) => WaitForAsync($$"""
        async () => {
            const id = {{JsonSerializer.Serialize(streamId)}};
            const all = await watch.stats();
            return Object.entries(all).some(([stream, entries]) => (id === null || id === stream)
                && entries.some(entry => entry.kind === 'video' && entry.framesDecoded > 20)
                && entries.some(entry => entry.kind === 'audio' && entry.totalAudioEnergy > 0));
        }
        """);

    /// <summary>The inbound counters of all streams.</summary>
    public async Task<JsonElement> StatsAsync() => (await Page.EvaluateAsync<JsonElement?>("watch.stats()"))!.Value;

    /// <summary>Keeps a picture of the page beside the test results.</summary>
    public Task KeepScreenshotAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;
        return Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }
}
