import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

export interface Frame {
  cmd?: string;
  headers: { req_id: string };
  body?: Record<string, unknown>;
}

/** What is said to a frame: an ack, or nothing at all. */
export type Ack = { errcode?: number; errmsg?: string; body?: object } | 'silence';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** The long connection's other end: it acks what it is told to and remembers every frame. */
export async function startAibotServer(
  script: { ack?: (frame: Frame, count: number) => Ack; subscribe?: (count: number) => Ack; ping?: () => Ack; refuse?: boolean } = {},
) {
  const frames: Frame[] = [];
  const sockets: WebSocket[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 4 * 1024 * 1024, verifyClient: () => !script.refuse });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const frame = JSON.parse((data as Buffer).toString('utf8')) as Frame;
      frames.push(frame);
      const ok: Ack = { errcode: 0, errmsg: 'ok' };
      const count = frames.filter((other) => other.cmd === frame.cmd).length;
      const ack =
        frame.cmd === 'ping'
          ? (script.ping?.() ?? ok)
          : frame.cmd === 'aibot_subscribe'
            ? (script.subscribe?.(count) ?? ok)
            : (script.ack?.(frame, count) ?? ok);
      if (ack !== 'silence') socket.send(JSON.stringify({ headers: frame.headers, ...ack }));
    });
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  stops.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.terminate();
        server.close(() => resolve());
      }),
  );
  return {
    wsUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    frames,
    sockets,
    sent: (cmd: string) => frames.filter((frame) => frame.cmd === cmd),
    /** Sends a callback to the newest connection. */
    call(cmd: 'aibot_msg_callback' | 'aibot_event_callback', reqId: string, body: object) {
      sockets.at(-1)!.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    },
  };
}
