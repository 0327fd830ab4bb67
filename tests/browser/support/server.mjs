// The real server on a port of its own, with a data folder that is thrown away; and a wire to it that can be cut.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = process.env.XINGKE_SERVER;
const app = process.env.XINGKE_APP;

export async function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url, attempts = 200) {
  for (let i = 0; i < attempts; i++) {
    try {
      const response = await fetch(url + '/healthz');
      if (response.ok) return;
    } catch {
      // Not up yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server does not answer at ' + url);
}

export class Server {
  static async start({ demo = true } = {}) {
    const server = new Server();
    server.data = mkdtempSync(join(tmpdir(), 'xingke-server-'));
    server.port = await freePort();
    server.demo = demo;
    await server.run();
    return server;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async run() {
    const options = ['serve', '--port', String(this.port), '--data', this.data, '--app', app];
    if (this.demo) options.push('--demo');
    this.process = spawn(binary, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.log = '';
    this.process.stdout.on('data', (data) => (this.log += data));
    this.process.stderr.on('data', (data) => (this.log += data));
    this.ended = new Promise((resolve) => this.process.on('exit', (code, signal) => resolve({ code, signal })));
    await answers(this.url);
  }

  // An administrator's command, as one would type it.
  command(...words) {
    return execFileSync(binary, [...words, '--data', this.data], { encoding: 'utf8' });
  }

  async stop(signal = 'SIGTERM') {
    this.process.kill(signal);
    return this.ended;
  }

  async remove() {
    if (this.process.exitCode === null) await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

// A TCP wire between browser and server. While it is cut, what runs over it dies and nothing new gets through, as when
// somebody drives into a tunnel; the browser itself does not know.
export class Wire {
  static async to(server) {
    const wire = new Wire();
    wire.sockets = new Set();
    wire.isCut = false;
    wire.listener = net.createServer((client) => {
      if (wire.isCut) {
        client.destroy();
        return;
      }
      const upstream = net.connect(server.port, '127.0.0.1');
      for (const socket of [client, upstream]) {
        wire.sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          wire.sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
      }
      client.pipe(upstream);
      upstream.pipe(client);
    });
    wire.port = await freePort();
    await new Promise((resolve) => wire.listener.listen(wire.port, '127.0.0.1', resolve));
    return wire;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  cut() {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend() {
    this.isCut = false;
  }

  async remove() {
    this.cut();
    await new Promise((resolve) => this.listener.close(resolve));
  }
}
