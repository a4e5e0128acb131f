/*
 * The other side of the callback measurement, in a process of its own: many connections, one callback under way on each,
 * written ready before the clock starts. Only sockets: an HTTP client would cost as much as the server it measures.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { aesKeyOf, seal } from '../wecom/cipher.js';
import { sign } from '../wecom/signature.js';

export interface LoadKeys {
  token: string;
  aesKey: string;
  corpId: string;
}

export interface LoadTask {
  keys: LoadKeys;
  /** The callback's path on every port. */
  path: string;
  connections: number;
  /** Sends to this port for so long. */
  port: number;
  ms: number;
  /** So many requests are made ready; when they are used up the slice ends early. */
  requests: number;
  /** Absent: as fast as they are answered. Else so many a second, each timed from the instant it was due. */
  perSecond?: number;
}

export interface LoadResult {
  done: number;
  ms: number;
  /** Answers other than 200. */
  refused: number;
  /** Each answer's time in ms. */
  times: number[];
}

let made = 0;

function requestOf({ keys, path, port }: LoadTask): Buffer {
  const n = made++;
  const seconds = String(Math.floor(Date.now() / 1000));
  const user = `rm${String(n % 3000).padStart(5, '0')}`;
  const xml =
    `<xml><ToUserName><![CDATA[${keys.corpId}]]></ToUserName><FromUserName><![CDATA[${user}]]></FromUserName><CreateTime>${seconds}</CreateTime>` +
    `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[记 张三 刚通了电话，下周三送方案 ${n}]]></Content><MsgId>${7_000_000_000_000_000 + n}</MsgId><AgentID>1000002</AgentID></xml>`;
  const encrypt = seal(aesKeyOf(keys.aesKey), xml, keys.corpId);
  const nonce = randomBytes(6).toString('hex');
  const body = `<xml><ToUserName><![CDATA[${keys.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>`;
  const query = `msg_signature=${sign(keys.token, seconds, nonce, encrypt)}&timestamp=${seconds}&nonce=${nonce}`;
  return Buffer.from(
    `POST ${path}?${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

async function run(task: LoadTask): Promise<LoadResult> {
  const requests = Array.from({ length: task.requests }, () => requestOf(task));
  const sockets = await Promise.all(Array.from({ length: task.connections }, () => open(task.port)));
  const result: LoadResult = { done: 0, ms: 0, refused: 0, times: [] };
  const began = performance.now();
  const until = began + task.ms;
  let next = 0;
  await Promise.all(
    sockets.map(async (socket) => {
      for (let request = requests[next++]; request && performance.now() < until; request = requests[next++]) {
        const sent = await due(task, began, next - 1);
        const status = await ask(socket, request);
        result.times.push(performance.now() - sent);
        if (status === 200) result.done++;
        else result.refused++;
      }
    }),
  );
  result.ms = performance.now() - began;
  for (const socket of sockets) socket.destroy();
  return result;
}

/** Waits for the instant the nth request is due, and gives it. */
async function due({ perSecond }: LoadTask, began: number, nth: number): Promise<number> {
  if (perSecond === undefined) return performance.now();
  const at = began + (nth * 1000) / perSecond;
  while (performance.now() < at) await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
  return at;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** The status of one answer; answers here have no body. */
function ask(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      end();
      resolve(Number(text.slice(9, 12)));
    };
    const fail = (error?: Error) => {
      end();
      reject(error ?? new Error('the connection was closed'));
    };
    const end = () => socket.off('data', read).off('error', fail).off('close', fail);
    socket.on('data', read).on('error', fail).on('close', fail);
    socket.write(request);
  });
}

process.on('message', (task: LoadTask) => {
  run(task).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
