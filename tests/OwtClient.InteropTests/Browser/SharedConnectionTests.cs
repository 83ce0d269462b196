using OwtClient.Server;

namespace OwtClient.InteropTests.Browser;

/// <summary>OWT's JavaScript SDK puts all sessions of one direction on one peer connection and offers again for each (PROTOCOL §5.3, §5.4).</summary>
public class SharedConnectionTests
{
    /// <summary>Does what that SDK does, on the page's own Socket.IO client: one connection, a session per offer, mids never used twice.</summary>
    private const string Script = """
        async token => {
            const { Socket } = await import('/watch/socket.js');
            const socket = await Socket.connect(location.origin);
            const userAgent = { sdk: { type: 'JavaScript', version: '5.1' } };
            await socket.request('login', { token, userAgent, protocol: '1.2' });
            const added = [];
            socket.addEventListener('stream', ({ detail }) => detail.status === 'add' && added.push(detail.id));

            function share() {
                const connection = new RTCPeerConnection();
                const ready = new Map();
                let transportId = null;
                let answered = null;
                const held = [];
                const send = candidate => candidate?.candidate && socket.request('soac', { id: transportId, signaling: { type: 'candidate',
                    candidate: { sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex, candidate: `a=${candidate.candidate}` } } });
                connection.onicecandidate = event => answered === true ? send(event.candidate) : held.push(event.candidate);
                socket.addEventListener('progress', async ({ detail }) => {
                    if (detail.id !== transportId) return;
                    if (detail.status === 'soac') {
                        await connection.setRemoteDescription(detail.data);
                        answered = true;
                        held.splice(0).forEach(send);
                    }
                    if (detail.sessionId) ready.get(detail.sessionId)?.[detail.status === 'ready' ? 'resolve' : 'reject'](detail.data);
                });
                const offer = async () => {
                    await connection.setLocalDescription();
                    await socket.request('soac', { id: transportId, signaling: { type: 'offer', sdp: connection.localDescription.sdp } });
                };
                return {
                    connection,
                    async open(request, transceivers, describe) {
                        await connection.setLocalDescription();
                        const tracks = transceivers.map(t => ({ type: t.receiver.track.kind, mid: t.mid, ...describe(t) }));
                        const transport = transportId ? { type: 'webrtc', id: transportId } : { type: 'webrtc' };
                        const ids = await socket.request(request, { media: { tracks }, transport });
                        transportId = ids.transportId;
                        ready.set(ids.id, Promise.withResolvers());
                        await offer();
                        await ready.get(ids.id).promise;
                        return ids.id;
                    },
                    offer,
                };
            }

            const up = share();
            const camera = () => navigator.mediaDevices.getUserMedia({ audio: true, video: true });
            const streams = [];
            for (let i = 0; i < 2; i++) {
                const media = await camera();
                const transceivers = media.getTracks().map(track => up.connection.addTransceiver(track, { direction: 'sendonly', streams: [media] }));
                streams.push(await up.open('publish', transceivers, t => ({ source: t.sender.track.kind === 'audio' ? 'mic' : 'camera' })));
            }
            while (added.length < 2) await new Promise(resolve => setTimeout(resolve, 20));

            const down = share();
            const receive = async from => {
                const transceivers = ['audio', 'video'].map(kind => down.connection.addTransceiver(kind, { direction: 'recvonly' }));
                return { transceivers, id: await down.open('subscribe', transceivers, () => ({ from })) };
            };
            const first = await receive(streams[0]);
            const second = await receive(streams[1]);
            const decoded = async transceiver => {
                for (const entry of (await transceiver.receiver.getStats()).values()) if (entry.type === 'inbound-rtp') return entry.framesDecoded ?? 0;
                return 0;
            };
            const flows = async (transceiver, frames) => {
                const before = await decoded(transceiver);
                while (await decoded(transceiver) < before + frames) await new Promise(resolve => setTimeout(resolve, 50));
            };
            await flows(first.transceivers[1], 10);
            await flows(second.transceivers[1], 10);

            await socket.request('unsubscribe', { id: first.id });
            first.transceivers.forEach(t => { t.direction = 'inactive'; });
            await down.offer();
            await flows(second.transceivers[1], 10);
            const third = await receive(streams[0]);
            await flows(third.transceivers[1], 10);
            await flows(second.transceivers[1], 10);
            return added.length;
        }
        """;

    [Fact]
    public async Task SessionsOnOneConnection_AllFlow_AndEndOneByOne()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var browser = await ChromiumBrowser.StartAsync();
        var page = await browser.OpenAsync(new Uri(server.Url, "/watch?role=viewer&room=elsewhere"));

        var added = await page.Page.EvaluateAsync<int>(Script, server.CreateToken(null, "Ada")).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(2, added);
        Assert.Empty(page.Errors);
    }
}
