import { isUtf8 } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const BLOCK = 32;
const HEAD = 16 + 4;

/** Why an envelope could not be opened. `receiver`: opened well, but meant for another corp. */
export class CipherError extends Error {
  override name = 'CipherError';
  constructor(readonly reason: 'undecryptable' | 'receiver') {
    super(reason);
  }
}

/** The 32-byte key of an EncodingAESKey (43 letters and digits). Throws a sentence for the operator on anything else. */
export function aesKeyOf(encodingAesKey: string): Buffer {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) throw new Error('EncodingAESKey must be exactly 43 letters and digits');
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (key.length !== 32) throw new Error('EncodingAESKey must decode to 32 bytes');
  return key;
}

/**
 * Opens a base64 envelope: `random(16) + length(4, big-endian, bytes) + message + receiveId`, AES-256-CBC, PKCS#7 to 32 bytes.
 * Node's own padding knows 16-byte blocks only and refuses pads of 17 to 32, so it is switched off and checked here.
 * Throws CipherError. Source: developer.work.weixin.qq.com/document/path/90968.
 */
export function open(key: Buffer, base64: string, receiveId: string): string {
  const plain = decrypt(key, base64);
  const pad = plain[plain.length - 1] ?? 0;
  if (pad < 1 || pad > BLOCK || plain.length - pad < HEAD) throw new CipherError('undecryptable');
  const end = plain.length - pad;
  for (let i = end; i < plain.length; i++) if (plain[i] !== pad) throw new CipherError('undecryptable');
  const messageEnd = HEAD + plain.readUInt32BE(16);
  if (messageEnd > end) throw new CipherError('undecryptable');
  if (plain.toString('utf8', messageEnd, end) !== receiveId) throw new CipherError('receiver');
  const message = plain.subarray(HEAD, messageEnd);
  if (!isUtf8(message)) throw new CipherError('undecryptable');
  return message.toString('utf8');
}

function decrypt(key: Buffer, base64: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    decipher.setAutoPadding(false);
    return Buffer.concat([decipher.update(base64, 'base64'), decipher.final()]);
  } catch {
    throw new CipherError('undecryptable');
  }
}

/** The reverse of `open`. `random` is 16 bytes, given only to reproduce a known envelope. */
export function seal(key: Buffer, message: string, receiveId: string, random: Buffer = randomBytes(16)): string {
  const text = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const raw = Buffer.concat([random, length, text, Buffer.from(receiveId, 'utf8')]);
  const pad = BLOCK - (raw.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(raw), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64');
}
