/** Shows one stream: picture, name, figures, what is muted. */
export class Tile {
  element = document.createElement('article');
  #video = document.createElement('video');
  #figures = element('span', 'figures');
  #badges = element('div', 'badges');
  #own;
  #before = null; // the last counters, for rates

  constructor(info, name, own) {
    this.#own = own;
    this.element.className = 'tile';
    this.element.dataset.streamId = info.id;
    this.element.setAttribute('aria-label', `Stream of ${name}`);
    this.#video.autoplay = this.#video.playsInline = true;
    this.#video.onplaying = () => this.element.classList.add('playing');
    const caption = element('div', 'caption');
    caption.append(element('span', 'name', name), this.#figures);
    this.element.append(this.#video, element('span', 'initial', name.slice(0, 1).toUpperCase()), this.#badges, caption);
    this.update(info);
  }

  /** Plays `stream`. Without a gesture browsers play without sound only, so it begins silent if need be. */
  async play(stream, withSound) {
    this.#video.srcObject = stream;
    this.#video.muted = !withSound;
    await this.#video.play().catch(() => {
      this.#video.muted = true;
      return this.#video.play().catch(() => {}); // replaced meanwhile
    });
  }

  set sound(on) {
    this.#video.muted = !on;
  }

  update(info) {
    const muted = info.media.tracks.filter(track => track.status === 'inactive').map(track => track.type);
    this.element.classList.toggle('audio-only', !info.media.tracks.some(track => track.type === 'video' && track.status === 'active'));
    this.#badges.replaceChildren(
      ...(this.#own ? [element('span', 'badge own', 'You')] : []),
      ...[...new Set(muted)].map(kind => element('span', 'badge muted', kind === 'audio' ? 'Muted' : 'Video paused')));
  }

  /** Shows the rates since the last report. */
  show(report) {
    let bytes = 0;
    let video = null;
    let now = 0;
    for (const entry of report.values()) {
      if (entry.type !== 'inbound-rtp') continue;
      bytes += entry.bytesReceived;
      now = entry.timestamp;
      if (entry.kind === 'video') video = entry;
    }
    const parts = [];
    if (video?.frameWidth) parts.push(`${video.frameWidth}×${video.frameHeight}`);
    if (this.#before && now > this.#before.now) {
      const seconds = (now - this.#before.now) / 1000;
      if (video) parts.push(`${Math.round((video.framesDecoded - this.#before.frames) / seconds)} fps`);
      parts.push(formatRate((bytes - this.#before.bytes) * 8 / seconds));
    }
    this.#before = { now, bytes, frames: video?.framesDecoded ?? 0 };
    this.#figures.textContent = parts.join(' · ');
  }
}

function formatRate(bitsPerSecond) {
  return bitsPerSecond >= 1e6 ? `${(bitsPerSecond / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bitsPerSecond / 1000)} kbit/s`;
}

function element(tag, className, text = '') {
  const created = document.createElement(tag);
  created.className = className;
  created.textContent = text;
  return created;
}
