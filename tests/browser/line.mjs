// The line between a browser and the system: a proxy that can be slow, stall, and break.

import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { Transform, pipeline } from 'node:stream';

/** Opens a line to this machine. What a page asks for elsewhere is refused, and told to `strayed`. */
export async function openLine(strayed) {
  const sockets = new Set();
  // Of what the browser sends, in bytes a second.
  let speed = Infinity;
  let isCut = false;
  const held = (socket) => {
    if (sockets.has(socket)) return socket;
    sockets.add(socket);
    return socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const admits = (hostname) => {
    if (hostname !== 'localhost') strayed?.(hostname);
    return !isCut && hostname === 'localhost';
  };
  // Passes on at the speed of the moment; a stalled one looks again.
  const slowed = () => new Transform({
    transform(bytes, _, done) {
      const send = () => done(null, bytes);
      const wait = () => {
        if (this.destroyed) return;
        if (speed === 0) setTimeout(wait, 100);
        else setTimeout(send, (1000 * bytes.length) / speed);
      };
      if (speed === Infinity) send();
      else wait();
    },
  });

  const server = createServer((from, answer) => {
    const { hostname, port, pathname, search } = new URL(from.url);
    if (!admits(hostname)) return from.socket.destroy();
    const { 'proxy-connection': _, ...headers } = from.headers;
    const on = request({ port, method: from.method, path: pathname + search, headers }, (told) => {
      answer.writeHead(told.statusCode, told.rawHeaders);
      told.pipe(answer);
    });
    on.on('socket', held);
    return pipeline(from, slowed(), on, (error) => error && answer.destroy());
  });
  server.on('connect', (from, socket) => {
    const [hostname, port] = from.url.split(':');
    if (!admits(hostname)) return socket.destroy();
    const on = held(connect(Number(port), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n')));
    return pipeline(socket, slowed(), on, socket, () => socket.destroy());
  });
  server.on('connection', held);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    address: `http://127.0.0.1:${server.address().port}`,
    slow(bytesPerSecond) { speed = bytesPerSecond; },
    stall() { speed = 0; },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
      speed = Infinity;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
