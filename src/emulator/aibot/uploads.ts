import { createHash } from 'node:crypto';
import { ApiError } from '../errors.js';
import { randomText } from '../ids.js';
import { checkMedia, isMediaType, type MediaType } from '../media.js';
import { bytesOf, intOf, textOf, type Json } from '../shape.js';
import type { World } from '../world.js';

const SESSION_MS = 30 * 60_000;
const LARGEST_CHUNK = 512 * 1024;
const MINUTE = 60_000;

type Session = { type: MediaType; filename: string; size: number; count: number; md5: string; at: number; chunks: Map<number, Buffer> };

/** Uploads over the socket: init, chunks in any order (each may come twice), finish. Good for 30 minutes. */
export class Uploads {
  readonly #sessions = new Map<string, Session>();

  constructor(private readonly world: World) {}

  init(body: Json): Json {
    const { type } = body;
    if (!isMediaType(type)) throw new ApiError(40004);
    const filename = textOf(body['filename']);
    if (filename === '' || bytesOf(filename) > 256) throw new ApiError(40058, 'filename must be 1 to 256 bytes');
    const size = intOf(body['total_size']) ?? 0;
    const count = intOf(body['total_chunks']) ?? 0;
    if (size < 5) throw new ApiError(40006, 'total_size must be at least 5');
    if (count < 1 || count > 100) throw new ApiError(40058, 'total_chunks must be 1 to 100');
    if (size > count * LARGEST_CHUNK) throw new ApiError(45001);
    const limits = [
      { count: 30, ms: MINUTE },
      { count: 1_000, ms: 60 * MINUTE },
    ];
    if (!this.world.windows.take('aibot-upload', limits)) throw new ApiError(45009);
    const id = randomText(43);
    const md5 = textOf(body['md5']).toLowerCase();
    this.#sessions.set(id, { type, filename, size, count, md5, at: this.world.clock.now(), chunks: new Map() });
    return { upload_id: id };
  }

  chunk(body: Json): void {
    const session = this.#session(body);
    const index = intOf(body['chunk_index']);
    if (index === undefined || index < 0 || index >= session.count) throw new ApiError(40058, 'invalid chunk_index');
    const content = Buffer.from(textOf(body['base64_data']), 'base64');
    if (content.length === 0) throw new ApiError(44001);
    if (content.length > LARGEST_CHUNK) throw new ApiError(45001);
    session.chunks.set(index, content);
  }

  finish(body: Json): Json {
    const session = this.#session(body);
    if (session.chunks.size !== session.count) throw new ApiError(40058, 'chunks are missing');
    const content = Buffer.concat([...session.chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk));
    if (content.length !== session.size) throw new ApiError(40006, 'total_size does not match');
    if (session.md5 !== '' && createHash('md5').update(content).digest('hex') !== session.md5) throw new ApiError(40058, 'md5 does not match');
    checkMedia(session.type, content);
    this.#sessions.delete(textOf(body['upload_id']));
    const media = this.world.media.add(session.type, session.filename, content);
    return { type: session.type, media_id: media.id, created_at: String(Math.floor(media.at / 1_000)) };
  }

  #session(body: Json): Session {
    const session = this.#sessions.get(textOf(body['upload_id']));
    if (!session || this.world.clock.now() - session.at > SESSION_MS) throw new ApiError(40058, 'invalid upload_id');
    return session;
  }
}
