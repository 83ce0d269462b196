// The portal's side of a conference of one room, as far as a client without media needs it: login, relogin, text, logout.
// Takes lines of JSON from the process's input: {"say": [texts]} tells everybody; {"cut": [texts]} cuts all connections and says that
// while they are down; {"expire": true} cuts them and keeps nobody's place. Answers each with the line {"done": true}.
'use strict';

const readline = require('readline');

// Who is given a ticket; others lose their place with their connection.
const reconnectable = ['Objective-C', 'C++', 'Android', 'JavaScript'];

// The same stream as protocols 1.0 and 1.1 have it, and as 1.2 has it.
const format = { codec: 'opus', sampleRate: 48000, channelNum: 2 };
const stream = (protocol) => ({
    id: 'stream',
    type: 'forward',
    media: protocol === '1.2'
        ? { tracks: [{ id: 'stream-0', type: 'audio', source: 'mic', format, optional: {}, status: 'active', mid: '0' }] }
        : { audio: { status: 'active', source: 'mic', format, optional: {} } },
    info: { owner: 'host', type: 'webrtc', inViews: [] },
});

class Participant {
    constructor(socket, { token, protocol }) {
        Object.assign(this, { id: socket.id, protocol, socket, sent: [], missed: [], tickets: 0 });
        this.user = JSON.parse(Buffer.from(token, 'base64').toString()).tokenId;
        this.renewTicket();
    }

    renewTicket() {
        const notBefore = Date.now();
        const ticketId = String(++this.tickets);
        const fields = { participantId: this.id, ticketId, notBefore, notAfter: notBefore + 600000, signature: 'c2lnbmF0dXJl' };
        return this.ticket = Buffer.from(JSON.stringify(fields)).toString('base64');
    }

    notify(event, data) {
        this.sent.push({ event, data, seq: this.sent.length + 1 });
        if (this.socket) this.socket.emit(event, data);
        else this.missed.push({ event, data });
    }

    // Protocol 1.2 gets everything since login with its numbers; the others what they missed, as if it came now.
    resume(socket, ack) {
        if (this.socket) this.socket.disconnect(true);
        this.socket = socket;
        const missed = this.missed.splice(0);
        const ticket = this.renewTicket();
        if (this.protocol === '1.2') return ack('ok', { ticket, messages: this.sent });
        ack('ok', ticket);
        for (const { event, data } of missed) socket.emit(event, data);
    }
}

module.exports = (io, server, protocols) => {
    const participants = new Map();
    const wires = new Set();
    server.on('connection', (wire) => {
        wires.add(wire);
        wire.on('close', () => wires.delete(wire));
    });

    const enter = (socket, participant) => {
        socket.on('text', ({ message }, ack) => {
            ack('ok');
            for (const each of participants.values()) each.notify('text', { from: participant.id, to: 'all', message });
        });
        socket.on('refreshReconnectionTicket', (ack) => ack('ok', participant.renewTicket()));
        socket.on('logout', (ack) => {
            participants.delete(participant.id);
            ack('ok');
        });
        socket.on('disconnect', () => {
            if (participant.socket === socket) participant.socket = null;
        });
    };

    io.on('connection', (socket) => {
        const refuse = (ack, text) => {
            ack('error', text);
            socket.disconnect(); // not the transport: the refusal is still to be fetched
        };

        socket.on('login', (request, ack) => {
            const { sdk, runtime, os } = request.userAgent;
            if (!protocols.includes(request.protocol)) return refuse(ack, 'Unknown client protocol');
            const isComplete = sdk.type && sdk.version && runtime.name && runtime.version && os.name && os.version;
            if (!isComplete) return refuse(ack, 'User agent info is incorrect'); // servers of OWT 4 insist on all of it
            const participant = new Participant(socket, request);
            participants.set(participant.id, participant);
            enter(socket, participant);
            const { id, user, protocol, ticket } = participant;
            ack('ok', {
                id,
                user,
                role: 'presenter',
                permission: { publish: { video: true, audio: true }, subscribe: { video: true, audio: true } },
                room: { id: 'room', views: ['common'], participants: [{ id, user, role: 'presenter' }], streams: [stream(protocol)] },
                reconnectionTicket: reconnectable.includes(sdk.type) ? ticket : undefined,
            });
        });

        socket.on('relogin', (ticket, ack) => {
            const { participantId } = JSON.parse(Buffer.from(ticket, 'base64').toString());
            const participant = participants.get(participantId);
            if (!participant) return refuse(ack, 'Client does NOT exist');
            enter(socket, participant);
            participant.resume(socket, ack);
        });
    });

    const say = (texts) => {
        for (const participant of participants.values()) {
            for (const message of texts) participant.notify('text', { from: 'portal', to: 'all', message });
        }
    };

    const cut = () => {
        for (const participant of participants.values()) {
            if (participant.socket) participant.socket.conn.onClose('cut'); // a session that is polled outlives its wires
        }
        for (const wire of wires) wire.destroy();
    };

    readline.createInterface({ input: process.stdin }).on('line', (line) => {
        const command = JSON.parse(line);
        if (command.cut || command.expire) cut();
        if (command.expire) participants.clear();
        say(command.say || command.cut || []);
        process.stdout.write(JSON.stringify({ done: true }) + '\n');
    });
};
