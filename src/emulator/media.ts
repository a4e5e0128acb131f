import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from './errors.js';
import { randomText } from './ids.js';
import type { EmulatorClock } from './clock.js';
import type { Journal } from './journal.js';

export type MediaType = 'image' | 'voice' | 'video' | 'file';

export type Media = { id: string; type: MediaType; filename: string; at: number };

const LIFETIME_MS = 3 * 24 * 3_600_000;
const MIB = 1024 * 1024;

/** Source: wecom-app §4.7. */
const LARGEST: Record<MediaType, number> = { image: 10 * MIB, voice: 2 * MIB, video: 10 * MIB, file: 20 * MIB };

export function isMediaType(value: unknown): value is MediaType {
  return value === 'image' || value === 'voice' || value === 'video' || value === 'file';
}

/** Throws the code WeCom answers for a wrong size or content: image JPG or PNG, voice AMR, video MP4. */
export function checkMedia(type: MediaType, content: Buffer): void {
  if (content.length === 0) throw new ApiError(44001);
  if (content.length <= 5) throw new ApiError(40006);
  if (content.length > LARGEST[type]) throw new ApiError(45001);
  const starts = (...bytes: number[]): boolean => bytes.every((byte, at) => content[at] === byte);
  if (type === 'image' && !starts(0xff, 0xd8, 0xff) && !starts(0x89, 0x50, 0x4e, 0x47)) throw new ApiError(40005);
  if (type === 'voice' && content.subarray(0, 5).toString('latin1') !== '#!AMR') throw new ApiError(40005);
  if (type === 'video' && content.subarray(4, 8).toString('latin1') !== 'ftyp') throw new ApiError(40005);
}

/** Files uploaded to WeCom, or sent by a member: fetchable for three days. */
export class MediaStore {
  readonly #media = new Map<string, Media>();
  readonly #contents = new Map<string, Buffer>();

  constructor(
    private readonly clock: EmulatorClock,
    private readonly journal: Journal,
    private readonly dir: string | undefined,
  ) {}

  restore(media: Media): void {
    this.#media.set(media.id, media);
  }

  add(type: MediaType, filename: string, content: Buffer): Media {
    const media: Media = { id: '3' + randomText(63), type, filename, at: this.clock.now() };
    this.#media.set(media.id, media);
    if (this.dir === undefined) this.#contents.set(media.id, content);
    else {
      mkdirSync(this.#folder(), { recursive: true });
      writeFileSync(join(this.#folder(), media.id), content, { mode: 0o600 });
    }
    this.journal.append('media', media);
    return media;
  }

  /** Undefined when it never was or its three days are over. */
  find(id: string): Media | undefined {
    const media = this.#media.get(id);
    return media && this.clock.now() - media.at < LIFETIME_MS ? media : undefined;
  }

  content(id: string): Buffer | undefined {
    const kept = this.#contents.get(id);
    if (kept || this.dir === undefined || !this.#media.has(id)) return kept;
    const file = join(this.#folder(), id);
    return existsSync(file) ? readFileSync(file) : undefined;
  }

  #folder(): string {
    return join(this.dir ?? '', 'emulator-media');
  }
}
