/**
 * One publication or subscription with a peer connection of its own: request, offer, answer, candidates, ready (PROTOCOL §5.2).
 * Emits `ended` with a reason once it is over.
 */
export class Session extends EventTarget {
  id = null;
  stream = new MediaStream();
  #socket;
  #transportId = null;
  #connection = new RTCPeerConnection();
  #held = []; // candidates wait for the answer
  #answered = false;
  #closed = false;
  #ready = Promise.withResolvers();

  constructor(socket) {
    super();
    this.#socket = socket;
    this.#ready.promise.catch(() => {});
    this.#connection.ontrack = event => this.stream.addTrack(event.track);
    this.#connection.onicecandidate = event => this.#hold(event.candidate);
    this.#connection.onconnectionstatechange = () => {
      if (this.#connection.connectionState === 'failed') this.close('The media connection failed.');
    };
  }

  /** Sends the tracks of `stream`; completes when the server takes them. */
  async publish(stream, attributes) {
    const transceivers = stream.getTracks().map(track => this.#connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] }));
    await this.#negotiate('publish', transceivers, transceiver => ({
      source: transceiver.sender.track.kind === 'audio' ? 'mic' : 'camera',
    }), { attributes });
  }

  /** Receives the tracks of a stream that the server announced; completes when it sends them. */
  async subscribe(info) {
    const kinds = [...new Set(info.media.tracks.map(track => track.type))];
    const transceivers = kinds.map(kind => this.#connection.addTransceiver(kind, { direction: 'recvonly' }));
    await this.#negotiate('subscribe', transceivers, () => ({ from: info.id }), {});
  }

  /** Handles a `progress` notification of this session's transport. */
  async handleProgress({ status, sessionId, data }) {
    if (status === 'soac' && data.type === 'answer') {
      await this.#connection.setRemoteDescription(data);
      this.#answered = true;
      this.#flush();
    } else if (status === 'ready' && sessionId === this.id) {
      this.#ready.resolve();
    } else if (status === 'error') {
      this.close(data);
    }
  }

  owns(progress) {
    return this.#transportId !== null && (progress.id === this.#transportId || progress.sessionId === this.id);
  }

  getStats() {
    return this.#connection.getStats();
  }

  /** Ends the session on this side and reports why. */
  close(reason) {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
    this.#ready.reject(new Error(reason));
    this.dispatchEvent(new CustomEvent('ended', { detail: reason }));
  }

  async #negotiate(request, transceivers, describe, rest) {
    await this.#connection.setLocalDescription();
    const offer = this.#connection.localDescription.sdp;
    const tracks = transceivers.map(transceiver => ({
      type: transceiver.receiver.track.kind, mid: transceiver.mid, ...describe(transceiver),
    }));
    const ids = await this.#socket.request(request, { media: { tracks }, ...rest });
    this.id = ids.id;
    this.#transportId = ids.transportId;
    await this.#socket.request('soac', { id: this.#transportId, signaling: { type: 'offer', sdp: offer } });
    await this.#ready.promise;
  }

  #hold(candidate) {
    if (candidate?.candidate) this.#held.push(candidate);
    if (this.#answered) this.#flush();
  }

  #flush() {
    for (const { sdpMid, sdpMLineIndex, candidate } of this.#held.splice(0)) {
      const signaling = { type: 'candidate', candidate: { sdpMid, sdpMLineIndex, candidate: `a=${candidate}` } };
      this.#socket.request('soac', { id: this.#transportId, signaling }).catch(() => {}); // a lost connection is reported elsewhere
    }
  }
}
