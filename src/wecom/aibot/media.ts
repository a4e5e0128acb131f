import { decryptFile } from '@wecom/aibot-node-sdk';
import { request } from 'undici';
import { PlatformError } from '../../errors.js';
import { fileNameOf } from '../media.js';

const TIMEOUT_MS = 30_000;

/**
 * A file a member sent to the bot: its address is good for five minutes and its bytes come encrypted. Not the SDK's download,
 * which has no size limit, follows redirects and fails on some file names. Throws PlatformError.
 */
export async function fetchAibotMedia(url: string, aesKey: string, maxBytes: number): Promise<{ bytes: Buffer; fileName?: string }> {
  if (!/^https?:\/\//.test(url) || aesKey === '') throw new PlatformError('aibot', 'media', { retryable: false, message: 'no address or key' });
  const encrypted = await download(url, maxBytes);
  try {
    const fileName = fileNameOf(encrypted.disposition);
    return { bytes: decryptFile(encrypted.bytes, aesKey), ...(fileName ? { fileName } : {}) };
  } catch (error) {
    throw new PlatformError('aibot', 'media', { retryable: false, message: 'cannot be decrypted', cause: error });
  }
}

async function download(url: string, maxBytes: number): Promise<{ bytes: Buffer; disposition: string }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let response;
  try {
    response = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    for await (const chunk of response.body) {
      size += (chunk as Buffer).length;
      if (size > maxBytes) break;
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw new PlatformError('aibot', 'network', { retryable: true, message: 'media download', cause: error });
  }
  if (response.statusCode !== 200) {
    throw new PlatformError('aibot', response.statusCode, { retryable: response.statusCode >= 500, message: 'media download' });
  }
  if (size > maxBytes) throw new PlatformError('aibot', 'size', { retryable: false, message: 'media over the limit' });
  return { bytes: Buffer.concat(chunks), disposition: String(response.headers['content-disposition'] ?? '') };
}
