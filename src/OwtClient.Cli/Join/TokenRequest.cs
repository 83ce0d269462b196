using OwtClient.Rest;
using OwtClient.Rest.SampleService;

namespace OwtClient.Cli.Join;

/// <summary>Asks the sample application server for a token: <c>POST /tokens</c> (PROTOCOL §8.11).</summary>
internal static class TokenRequest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <exception cref="CommandFailedException">The server refused, or did not answer in time.</exception>
    public static async Task<string> SendAsync(JoinOptions options, Uri server, CancellationToken cancellationToken)
    {
        using var service = new SampleServiceClient(new SampleServiceOptions
        {
            Address = server,
            LongRequestTimeout = Timeout,
            CertificateValidation = options.CertificateValidation,
        });
        try
        {
            return await service.CreateTokenAsync(options.User, options.Role, options.Room, cancellationToken);
        }
        catch (OwtManagementException e) when (e.StatusCode is { } status)
        {
            throw new CommandFailedException($"{server} gave no token: HTTP {(int)status} {e.ServerMessage}. Check --room and --role.", e);
        }
        catch (OwtManagementException e)
        {
            throw new CommandFailedException($"cannot get a token from {server}: {e.InnerException?.InnerException?.Message ?? e.InnerException?.Message ?? e.Message}", e);
        }
    }
}
