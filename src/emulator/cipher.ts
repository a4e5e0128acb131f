import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const BLOCK_BYTES = 32;

/** The 32 bytes behind an EncodingAESKey. Throws when it is not 43 letters or digits. */
export function aesKeyOf(encodingAesKey: string): Buffer {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) throw new Error('EncodingAESKey must be 43 letters or digits');
  return Buffer.from(encodingAesKey + '=', 'base64');
}

/** Lower-case SHA-1 over the four parts in byte order, joined (doc 90968). */
export function signatureOf(token: string, timestamp: string, nonce: string, payload: string): string {
  return createHash('sha1').update([token, timestamp, nonce, payload].sort().join('')).digest('hex');
}

export function signaturesEqual(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** PKCS#7 over 32-byte blocks, as WeCom pads both its envelopes and its media. */
export function padTo32(plain: Buffer): Buffer {
  const pad = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  return Buffer.concat([plain, Buffer.alloc(pad, pad)]);
}

export function encryptRaw(key: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(padTo32(plain)), cipher.final()]);
}

/** `random(16) + length(4, big endian, bytes) + message + receiveId`, encrypted, in base64. */
export function seal(key: Buffer, message: string, receiveId: string, random: Buffer = randomBytes(16)): string {
  const body = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return encryptRaw(key, Buffer.concat([random, length, body, Buffer.from(receiveId, 'utf8')])).toString('base64');
}

/** The message inside an envelope. Throws on wrong padding, wrong length or another receiver. */
export function unseal(key: Buffer, base64: string, receiveId: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
  decipher.setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(base64, 'base64'), decipher.final()]);
  const pad = plain.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK_BYTES || pad > plain.length) throw new Error('bad padding');
  const body = plain.subarray(0, plain.length - pad);
  if (body.length < 20) throw new Error('envelope too short');
  const end = 20 + body.readUInt32BE(16);
  if (end > body.length) throw new Error('bad message length');
  if (body.subarray(end).toString('utf8') !== receiveId) throw new Error('receiveid mismatch');
  return body.subarray(20, end).toString('utf8');
}
