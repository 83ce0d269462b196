// A small scripted portal on a real Socket.IO server. Arguments: major version, then a JSON object
// { port, pingInterval, pingTimeout, transports, tls: { key, cert }, allowEIO3, protocols }; with protocols it has a conference, too.
// Prints one line of JSON when it listens.
'use strict';

const http = require('http');
const https = require('https');

const major = Number(process.argv[2]);
const options = JSON.parse(process.argv[3] || '{}');
const library = require(`socket.io-${major}`);

const server = options.tls ? https.createServer(options.tls) : http.createServer();
const settings = {
    pingInterval: options.pingInterval || 25000,
    pingTimeout: options.pingTimeout || 20000,
    maxHttpBufferSize: 4e6,
};
if (options.transports) settings.transports = options.transports;
if (major >= 3) settings.allowEIO3 = Boolean(options.allowEIO3);

const io = major === 2 ? library(server, settings) : new library.Server(server, settings);

io.on('connection', (socket) => {
    // What a portal does with data: one element on success, two with a result, an error text.
    socket.on('echo', (data, ack) => ack('ok', data));
    socket.on('plain', (data, ack) => ack('ok'));
    socket.on('refuse', (data, ack) => ack('error', 'no such thing'));
    socket.on('silent', () => {});
    socket.on('slow', (data, ack) => setTimeout(() => ack('ok', data), 50));
    // Handlers of logout take the ack as their first parameter: an argument before it means no ack.
    socket.on('logout', (ack) => { if (typeof ack === 'function') ack('ok'); });
    socket.on('notify', (count, ack) => {
        ack('ok');
        for (let i = 0; i < count; i++) socket.emit('text', { from: 'portal', to: 'me', message: i });
        socket.emit('drop', null);
    });
    socket.on('transport', (data, ack) => ack('ok', socket.conn.transport.name));
    socket.on('kick', () => socket.disconnect(true));
});

if (options.protocols) require('./conference')(io, server, options.protocols);

server.listen(options.port || 0, '127.0.0.1', () => {
    process.stdout.write(JSON.stringify({ port: server.address().port }) + '\n');
});
