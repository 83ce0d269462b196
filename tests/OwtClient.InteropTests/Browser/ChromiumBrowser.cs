using Microsoft.Playwright;

namespace OwtClient.InteropTests.Browser;

/// <summary>The distribution's Chromium without a window, with fake camera and microphone and a profile of its own.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        "--allow-loopback-in-peer-connection",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowserContext _context;
    private readonly string _profile;

    private ChromiumBrowser(IPlaywright playwright, IBrowserContext context, string profile) =>
        (_playwright, _context, _profile) = (playwright, context, profile);

    /// <summary>Starts it. Skips the test, saying so, where Chromium is not installed.</summary>
    public static async Task<ChromiumBrowser> StartAsync()
    {
        var path = Programs.Require("chromium");
        var profile = Directory.CreateTempSubdirectory("owtclient-chromium-").FullName;
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = path,
            Headless = true,
            Args = Flags,
            ViewportSize = new ViewportSize { Width = 1280, Height = 760 },
        });
        return new ChromiumBrowser(playwright, context, profile);
    }

    /// <summary>Opens a page. What it logs as errors is collected.</summary>
    public async Task<BrowserPage> OpenAsync(Uri address)
    {
        var page = await _context.NewPageAsync();
        var opened = new BrowserPage(page);
        await page.GotoAsync(address.ToString());
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        _playwright.Dispose();
        Directory.Delete(_profile, recursive: true);
    }
}
