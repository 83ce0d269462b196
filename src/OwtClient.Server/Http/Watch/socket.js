/**
 * A small Socket.IO client: Engine.IO 4 over WebSocket, requests with an answer, notifications.
 * One object serves one connection; it does not reconnect.
 */
export class Socket extends EventTarget {
  #socket;
  #pending = new Map();
  #nextAck = 0;
  #watchdog = 0;
  #silenceLimit = 60_000;

  /** Opens a connection to the portal at `origin` (http or https). */
  static connect(origin) {
    return new Promise((resolve, reject) => {
      const socket = new Socket();
      const url = new URL('/socket.io/?EIO=4&transport=websocket', origin);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      socket.#socket = new WebSocket(url);
      socket.#socket.onmessage = event => socket.#receive(event.data, resolve);
      socket.#socket.onclose = () => {
        reject(new Error('The server cannot be reached.'));
        socket.#end();
      };
    });
  }

  /** Sends a request and resolves with its result; rejects with the server's text. Without `data` no argument is sent. */
  request(name, data) {
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return reject(new Error('Not connected.'));
      const id = this.#nextAck++;
      this.#pending.set(id, { resolve, reject });
      this.#socket.send(`42${id}${JSON.stringify(data === undefined ? [name] : [name, data])}`);
    });
  }

  close() {
    this.#socket.close();
  }

  #receive(text, connected) {
    this.#feedWatchdog();
    switch (text[0]) {
      case '0': { // open
        const { pingInterval, pingTimeout } = JSON.parse(text.slice(1));
        this.#silenceLimit = pingInterval + pingTimeout;
        this.#socket.send('40');
        break;
      }
      case '2': // ping
        this.#socket.send('3');
        break;
      case '4':
        this.#receiveMessage(text[1], text.slice(2), connected);
        break;
    }
  }

  #receiveMessage(type, text, connected) {
    switch (type) {
      case '0':
        connected(this);
        break;
      case '1': // the server disconnects
        this.#socket.close();
        break;
      case '2': {
        const [name, data] = JSON.parse(text.replace(/^\d+/, ''));
        this.dispatchEvent(new CustomEvent(name, { detail: data }));
        break;
      }
      case '3': {
        const id = parseInt(text, 10);
        this.#answer(id, JSON.parse(text.slice(String(id).length)));
        break;
      }
    }
  }

  #answer(id, [status, result]) {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    if (status === 'ok' || status === 'success') request?.resolve(result);
    else request?.reject(new Error(typeof result === 'string' ? result : 'The server refused.'));
  }

  #feedWatchdog() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#socket.close(), this.#silenceLimit);
  }

  #end() {
    clearTimeout(this.#watchdog);
    for (const request of this.#pending.values()) request.reject(new Error('The connection was lost.'));
    this.#pending.clear();
    this.dispatchEvent(new Event('closed'));
  }
}
