import { Session } from './session.js';
import { Socket } from './socket.js';

/**
 * A room as a participant sees it. Emits `joined`, `left` (participants), `added`, `removed`, `changed` (streams), `text`, and `closed`.
 */
export class Conference extends EventTarget {
  participants = new Map();
  streams = new Map();
  self = null;
  #socket;
  #sessions = new Set();

  /** Joins the room that `token` is for. */
  static async join(token) {
    const conference = new Conference();
    const socket = conference.#socket = await Socket.connect(location.origin); // whoever served this page is the portal
    const early = []; // notifications that come before the login's answer was worked up
    let handle = event => early.push(event);
    for (const name of ['participant', 'stream', 'text', 'progress', 'drop']) socket.addEventListener(name, event => handle(event));
    socket.addEventListener('closed', () => conference.#end());
    const userAgent = { sdk: { type: 'JavaScript', version: '5.1' } };
    conference.#apply(await socket.request('login', { token, userAgent, protocol: '1.2' }));
    handle = event => conference.#handle(event);
    early.forEach(handle);
    return conference;
  }

  async subscribe(info) {
    const session = this.#open();
    await session.subscribe(info);
    return session;
  }

  async publish(stream, attributes) {
    const session = this.#open();
    await session.publish(stream, attributes);
    return session;
  }

  async unpublish(session) {
    session.close('Unpublished.');
    await this.#socket.request('unpublish', { id: session.id });
  }

  send(message) {
    return this.#socket.request('text', { to: 'all', message });
  }

  async leave() {
    await this.#socket.request('logout').catch(() => {});
    this.#socket.close();
  }

  #open() {
    const session = new Session(this.#socket);
    this.#sessions.add(session);
    session.addEventListener('ended', () => this.#sessions.delete(session));
    return session;
  }

  #apply({ id, room }) {
    this.self = id;
    for (const participant of room.participants) this.participants.set(participant.id, participant);
    for (const stream of room.streams) {
      if (stream.type !== 'mixed') this.streams.set(stream.id, stream); // each stream has a tile of its own here
    }
  }

  #handle({ type, detail }) {
    if (type === 'participant') this.#handleParticipant(detail);
    if (type === 'stream') this.#handleStream(detail);
    if (type === 'text') this.#emit('text', detail);
    if (type === 'progress') {
      for (const session of this.#sessions) {
        if (session.owns(detail)) session.handleProgress(detail).catch(error => session.close(error.message));
      }
    }
  }

  #handleParticipant({ action, data }) {
    if (action === 'join') {
      this.participants.set(data.id, data);
      this.#emit('joined', data);
    } else {
      const participant = this.participants.get(data);
      this.participants.delete(data);
      if (participant) this.#emit('left', participant);
    }
  }

  #handleStream({ id, status, data }) {
    const known = this.streams.get(id);
    if (status === 'add') {
      this.streams.set(id, data);
      if (!known) this.#emit('added', data);
    } else if (status === 'remove') {
      this.streams.delete(id);
      if (known) this.#emit('removed', known);
    } else if (known) {
      this.#update(known, data);
    }
  }

  #update(stream, { field, value }) {
    if (field === '.') {
      Object.assign(stream, value);
    } else if (field === 'audio.status' || field === 'video.status') {
      for (const track of stream.media.tracks) {
        if (field.startsWith(track.type)) track.status = value;
      }
    }
    this.#emit('changed', stream);
  }

  #end() {
    for (const session of [...this.#sessions]) session.close('The connection was lost.');
    this.#emit('closed');
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
