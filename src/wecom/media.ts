import { FormData } from 'undici';
import { z } from 'zod';
import { PlatformError } from '../errors.js';
import type { MediaUpload } from './channels.js';
import type { WecomClient } from './client.js';

const MIB = 1024 * 1024;
const MIN_BYTES = 6;
/** The smaller of two figures where WeCom's own pages disagree. Source: developer.work.weixin.qq.com/document/path/90253. */
const MAX_BYTES: Record<MediaUpload['media'], number> = { image: 5 * MIB, voice: 2 * MIB, video: 10 * MIB, file: 20 * MIB };

const uploadedSchema = z.object({
  media_id: z.string().min(1),
  created_at: z.union([z.string(), z.number()]).transform(Number).optional(),
});

/** Whether WeCom takes a file of this kind and size at all. */
export function canUpload({ media, bytes }: Pick<MediaUpload, 'media' | 'bytes'>): boolean {
  return bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES[media];
}

/** Stores a file with WeCom for three days. Refuses a size WeCom would refuse, without a call (not retryable). */
export async function uploadMedia(client: WecomClient, upload: MediaUpload): Promise<{ mediaId: string }> {
  if (!canUpload(upload)) {
    throw new PlatformError('wecom', 'size', { retryable: false, message: `${upload.media} of ${upload.bytes.length} bytes` });
  }
  const form = (): FormData => {
    const data = new FormData();
    data.append('media', new Blob([new Uint8Array(upload.bytes)], { type: typeOf(upload) }), upload.fileName);
    return data;
  };
  const uploaded = await client.upload('media/upload', { type: upload.media }, form, uploadedSchema);
  return { mediaId: uploaded.media_id };
}

function typeOf({ media, bytes }: MediaUpload): string {
  if (media === 'image') return bytes[0] === 0xff ? 'image/jpeg' : 'image/png';
  if (media === 'voice') return 'audio/amr';
  return media === 'video' ? 'video/mp4' : 'application/octet-stream';
}

/** A file a member sent, good for three days. `fileName` as the platform gives it: untrusted, for display only. */
export async function getMedia(client: WecomClient, mediaId: string): Promise<{ bytes: Buffer; fileName?: string }> {
  const { bytes, disposition } = await client.download('media/get', { media_id: mediaId });
  const fileName = fileNameOf(disposition);
  return { bytes, ...(fileName ? { fileName } : {}) };
}

/** The name in a Content-Disposition, without any folder: RFC 5987 form first, then the plain one. */
export function fileNameOf(disposition: string): string | undefined {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;]+))/i.exec(disposition);
  const raw = extended ? decoded(extended) : decoded(plain?.[1] ?? plain?.[2] ?? '');
  // Header bytes arrive as Latin-1; WeCom writes UTF-8 into them.
  const utf8 = /[\u0080-\u00ff]/.test(raw) && !/[\u0100-\uffff]/.test(raw) ? Buffer.from(raw, 'latin1').toString('utf8') : raw;
  const name = utf8
    .trim()
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, '');
  return name || undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
