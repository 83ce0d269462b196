using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Signaling;
using OwtClient.Tokens;

namespace OwtClient.Conference;

/// <summary>Connects and logs in, with the protocol version of the options or else the newest that the portal takes. Used once.</summary>
internal sealed class LoginSequence(ISignaling signaling, RequestSender requests, ConferenceClientOptions options, ILogger logger)
{
    private const string UnknownProtocol = "Unknown client protocol"; // PROTOCOL §3.2

    /// <summary>
    /// Whether a login was sent that the server neither refused nor lost its connection over: it succeeded, or may still do so.
    /// </summary>
    public bool IsOpen { get; private set; }

    /// <summary>Runs until the login is answered.</summary>
    /// <param name="token">Where to, and the credential.</param>
    /// <param name="connected">Called with each connection, before its login; what was heard of an earlier one no longer counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConferenceException">It failed. The connection may still be open.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled; likewise.</exception>
    public async Task<(LoginResult Result, ProtocolVersion Version)> RunAsync(
        ConferenceToken token, Action connected, CancellationToken cancellationToken)
    {
        var versions = options.ProtocolVersion is { } only ? [only] : ProtocolVersions.NewestFirst;
        ConferenceException? refusal = null;
        foreach (var version in versions)
        {
            await PortalConnector.ConnectAsync(signaling, token.Portal, options, cancellationToken).ConfigureAwait(false);
            connected();
            try
            {
                return (await LoginAsync(token, version, cancellationToken).ConfigureAwait(false), version);
            }
            catch (ConferenceException e) when (e.ServerText?.StartsWith(UnknownProtocol, StringComparison.Ordinal) == true)
            {
                // Checked before the token is looked at, which is therefore still good (PROTOCOL §3.2). The server hangs up now.
                Log.ProtocolRefused(logger, ProtocolVersions.NameOf(version));
                refusal = e;
                await signaling.DisconnectAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        throw new ConferenceException(ConferenceError.Rejected, Explain(versions), refusal, refusal!.ServerText);
    }

    private static string Explain(IReadOnlyList<ProtocolVersion> versions) => versions is [var only]
        ? $"The portal does not speak protocol {ProtocolVersions.NameOf(only)}; without a version in the options others are tried."
        : $"The portal speaks none of the protocols {string.Join(", ", versions.Select(ProtocolVersions.NameOf))}.";

    private async Task<LoginResult> LoginAsync(ConferenceToken token, ProtocolVersion version, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.SerializeToElement(
            LoginRequests.Create(token.Text, options.SdkType, version), ProtocolJson.Default.LoginRequest);
        IsOpen = true;
        try
        {
            var reply = await requests.SendNowAsync("login", request, options.LoginTimeout, cancellationToken).ConfigureAwait(false);
            if (LoginResults.Read(reply) is { } result) return result;
        }
        catch (ConferenceException e) when (e.Error == ConferenceError.Timeout)
        {
            // The server's only reaction to a token it does not know, or no longer knows (PROTOCOL §1.4).
            throw new ConferenceException(ConferenceError.Timeout, $"{e.Message} A server is silent when the token was used before.", e);
        }
        catch (ConferenceException)
        {
            IsOpen = false;
            throw;
        }

        throw new ConferenceException(ConferenceError.ProtocolViolation, "The server's answer to login names no participant.");
    }
}
