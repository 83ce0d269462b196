import { Conference } from './conference.js';
import { Tile } from './tile.js';

const query = new URLSearchParams(location.search);
const page = id => document.getElementById(id);
const shown = new Map(); // stream id → { tile, session }
let conference = null;
let publication = null;
let soundOn = query.get('sound') === '1';

/** For the browser's console and for tests: what is received, by stream id. */
globalThis.watch = {
  async stats() {
    const result = {};
    for (const [id, { session }] of shown) {
      if (session) result[id] = [...(await session.getStats()).values()].filter(entry => entry.type === 'inbound-rtp');
    }
    return result;
  },
};

async function fetchToken() {
  const given = query.get('token');
  if (given) return given;
  const room = query.get('room') ?? undefined;
  const user = query.get('user') ?? 'Viewer';
  const role = query.get('role') ?? 'presenter';
  const response = await fetch('/tokens', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ room, user, role }),
  });
  if (!response.ok) throw new Error(`No token: ${await response.text()}`);
  return response.text();
}

async function join() {
  setStatus('connecting', 'Connecting…');
  conference = await Conference.join(await fetchToken());
  conference.addEventListener('joined', ({ detail }) => showPeople(`${detail.user} joined`));
  conference.addEventListener('left', ({ detail }) => showPeople(`${detail.user} left`));
  conference.addEventListener('added', ({ detail }) => show(detail));
  conference.addEventListener('removed', ({ detail }) => remove(detail.id));
  conference.addEventListener('changed', ({ detail }) => shown.get(detail.id)?.tile.update(detail));
  conference.addEventListener('text', ({ detail }) => showText(nameOf(detail.from), detail.message));
  conference.addEventListener('closed', () => rejoin('Disconnected'));
  setStatus('joined', 'Connected');
  enable(true);
  showPeople();
  for (const stream of conference.streams.values()) show(stream);
  if (query.get('publish') === '1') await togglePublish();
}

/** Starts over after a while; a token is good for one join, so one that was given in the address cannot be used again. */
function rejoin(reason) {
  enable(false);
  for (const id of [...shown.keys()]) remove(id);
  endPublication();
  if (query.get('token')) return setStatus('failed', reason);
  setStatus('failed', `${reason}. Trying again…`);
  setTimeout(() => join().catch(error => rejoin(error.message)), 3000);
}

async function show(info) {
  const isOwn = info.info.owner === conference.self;
  const tile = new Tile(info, info.info.attributes?.name ?? nameOf(info.info.owner), isOwn);
  const entry = { tile, session: null };
  shown.set(info.id, entry);
  page('tiles').append(tile.element);
  try {
    const session = await conference.subscribe(info);
    if (shown.get(info.id) !== entry) return session.close('Gone meanwhile.');
    entry.session = session;
    session.addEventListener('ended', () => remove(info.id));
    await tile.play(session.stream, soundOn && !isOwn);
  } catch (error) {
    note(`A stream cannot be shown: ${error.message}`);
    if (shown.get(info.id) === entry) remove(info.id);
  }
}

function remove(streamId) {
  const entry = shown.get(streamId);
  if (!entry) return;
  shown.delete(streamId);
  entry.tile.element.remove();
  entry.session?.close('The stream ended.');
}

async function togglePublish() {
  const button = page('publish');
  button.disabled = true;
  try {
    if (publication) {
      await conference.unpublish(publication.session);
      endPublication();
    } else {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
      const session = await conference.publish(stream, { name: nameOf(conference.self) }).catch(error => {
        stop(stream);
        throw error;
      });
      publication = { session, stream };
      session.addEventListener('ended', endPublication);
    }
  } catch (error) {
    note(`Camera not shared: ${error.message}`);
  }
  showPublishButton();
  button.disabled = false;
}

function endPublication() {
  if (publication) stop(publication.stream);
  publication = null;
  showPublishButton();
}

function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}

function showPublishButton() {
  page('publish').textContent = publication ? 'Stop sharing' : 'Share camera';
}

function nameOf(participantId) {
  return conference.participants.get(participantId)?.user ?? 'Somebody';
}

function showPeople(what) {
  const people = [...conference.participants.values()].map(({ id, user, role }) => {
    const item = document.createElement('li');
    item.append(span('dot', user.slice(0, 1).toUpperCase()), span('who', id === conference.self ? `${user} (you)` : user), span('role', role));
    return item;
  });
  page('people').replaceChildren(...people);
  page('people-count').textContent = people.length;
  if (what) note(what);
}

function showText(from, message) {
  addMessage(span('from', from), typeof message === 'string' ? message : JSON.stringify(message));
}

function note(text) {
  addMessage(span('note', text));
}

function addMessage(...content) {
  const item = document.createElement('li');
  item.append(...content);
  const list = page('messages');
  list.append(item);
  while (list.childElementCount > 500) list.firstChild.remove();
  item.scrollIntoView({ block: 'nearest' });
}

function span(className, text) {
  const created = document.createElement('span');
  created.className = className;
  created.textContent = text;
  return created;
}

function setStatus(state, text) {
  const status = page('status');
  status.dataset.state = state;
  status.textContent = text;
}

function setSound(on) {
  soundOn = on;
  page('sound').setAttribute('aria-pressed', on);
  page('sound').textContent = on ? 'Sound on' : 'Sound off';
  for (const [id, { tile }] of shown) tile.sound = on && conference.streams.get(id)?.info.owner !== conference.self;
}

function enable(on) {
  for (const control of document.querySelectorAll('#chat input, #chat button, #publish')) control.disabled = !on;
}

page('room').textContent = query.get('room') ? `Room ${query.get('room')}` : 'Conference room';
page('sound').onclick = () => setSound(!soundOn);
page('publish').onclick = togglePublish;
page('chat').onsubmit = event => {
  event.preventDefault();
  const text = page('text').value.trim();
  page('text').value = '';
  if (text) conference.send(text).catch(error => note(`Not sent: ${error.message}`));
};
addEventListener('pagehide', () => conference?.leave());
setInterval(async () => {
  for (const { tile, session } of [...shown.values()]) {
    if (session) tile.show(await session.getStats());
  }
}, 1000);
setSound(soundOn);
join().catch(error => rejoin(error.message));
