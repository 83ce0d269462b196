// A Socket.IO client under remote control. Arguments: major version, address, then a JSON object of client options.
// Takes lines of JSON from its input: {"emit": name, "arguments": [...]}, {"close": true}.
// Prints lines of JSON: {"event": "connect" | "data" | "ack" | "disconnect" | "error", ...}.
'use strict';

const readline = require('readline');

const major = Number(process.argv[2]);
const library = require(`socket.io-client-${major}`);
const io = major === 2 ? library : library.io;
const options = JSON.parse(process.argv[4] || '{}');
const socket = io(process.argv[3], options);

const say = (event, more) => process.stdout.write(JSON.stringify({ event, ...more }) + '\n');

// Connected counts once the upgrade is through, where the options allow one; either may come first.
let first; // transport of the handshake
const settle = () => {
    const transport = socket.io.engine.transport.name;
    if (socket.connected && (options.transports || transport === 'websocket')) say('connect', { id: socket.id, first, transport });
};
socket.io.on('open', () => {
    first = socket.io.engine.transport.name;
    socket.io.engine.on('upgrade', settle);
});
socket.on('connect', settle);
socket.on('disconnect', (reason) => say('disconnect', { reason }));
socket.on('connect_error', (error) => say('error', { message: String(error && error.message || error) }));
for (const name of ['stream', 'drop']) socket.on(name, (...received) => say('data', { name, arguments: received }));

readline.createInterface({ input: process.stdin }).on('line', (line) => {
    const command = JSON.parse(line);
    if (command.close) socket.close();
    else socket.emit(command.emit, ...command.arguments, (...answer) => say('ack', { arguments: answer }));
}).on('close', () => process.exit(0));
