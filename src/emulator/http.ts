import type { IncomingMessage, ServerResponse } from 'node:http';

export class TooLarge extends Error {
  override name = 'TooLarge';
}

/** The whole body; throws TooLarge beyond `max` bytes. */
export async function readBody(request: IncomingMessage, max: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > max) throw new TooLarge(`body exceeds ${max} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=UTF-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  response.end(text);
}

/** An abort signal for the moment the other side hangs up. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}

/** Real time; keeps no process alive that has nothing else to do. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
