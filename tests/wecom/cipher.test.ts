import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aesKeyOf, CipherError, open, seal } from '../../src/wecom/cipher.js';
import { sign, signatureMatches } from '../../src/wecom/signature.js';
import { VECTOR_KEYS, VECTORS } from './vectors.js';
import type { Vector } from './vectors.js';

const key = aesKeyOf(VECTOR_KEYS.aesKey);
const { token, corpId } = VECTOR_KEYS;

function reasonOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof CipherError ? error.reason : 'other';
  }
  return 'none';
}

/** Encrypts bytes as they are, so that a test can break the layout. */
function encryptRaw(raw: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(raw), cipher.final()]).toString('base64');
}

function layout({
  message = Buffer.from('hi'),
  length = message.length,
  id = corpId,
  pad,
}: { message?: Buffer; length?: number; id?: string; pad?: number } = {}): Buffer {
  const head = Buffer.alloc(20, 'r');
  head.writeUInt32BE(length, 16);
  const body = Buffer.concat([head, message, Buffer.from(id)]);
  const room = 32 - (body.length % 32);
  return Buffer.concat([body, Buffer.alloc(room, pad ?? room)]);
}

describe.each(Object.entries(VECTORS) as [string, Vector][])('vector %s', (_name, vector) => {
  test('has this signature', () => {
    expect(sign(token, vector.timestamp, vector.nonce, vector.encrypt)).toBe(vector.signature);
  });
  test('opens to this text', () => {
    expect(open(key, vector.encrypt, corpId)).toBe(vector.plain);
  });
  test('is sealed to the same bytes with the same random', () => {
    expect(seal(key, vector.plain, corpId, Buffer.from(vector.random))).toBe(vector.encrypt);
  });
});

test('opens what the official package seals, and the other way round', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(open(key, encrypt(VECTOR_KEYS.aesKey, text, corpId), corpId)).toBe(text);
      expect(decrypt(VECTOR_KEYS.aesKey, seal(key, text, corpId))).toMatchObject({ message: text, id: corpId });
      expect(sign(token, '1', '2', text)).toBe(getSignature(token, '1', '2', text));
    }),
    { numRuns: 100 },
  );
});

describe('refuses', () => {
  test('another receiver, as such', () => {
    expect(reasonOf(() => open(key, VECTORS.V2.encrypt, 'wx0000000000000000'))).toBe('receiver');
    expect(reasonOf(() => open(key, encryptRaw(layout({ id: '' })), corpId))).toBe('receiver');
  });
  test.each([
    ['pad byte 0', encryptRaw(layout({ pad: 0 }))],
    ['pad byte 33', encryptRaw(layout({ pad: 33 }))],
    ['a pad that is not all alike', encryptRaw(Buffer.concat([layout().subarray(0, -2), Buffer.from([7, 2])]))],
    ['a length larger than the buffer', encryptRaw(layout({ length: 4096 }))],
    ['a length of 4 GiB', encryptRaw(layout({ length: 0xffffffff }))],
    ['less than a head', encryptRaw(Buffer.alloc(32, 32))],
    ['half a block', Buffer.from('short').toString('base64')],
    ['nothing', ''],
    ['no base64', '!!!!'],
    ['bytes that are no text', encryptRaw(layout({ message: Buffer.from([0xc3, 0x28, 0xff]) }))],
  ])('%s', (_name, encrypted) => {
    expect(reasonOf(() => open(key, encrypted, corpId))).toBe('undecryptable');
  });
  test('a length counted in characters', () => {
    const message = Buffer.from('收到');
    expect(reasonOf(() => open(key, encryptRaw(layout({ message, length: 2 })), corpId))).toBe('receiver');
  });
  test('any single flipped bit, whether in padding, length, receiver or text, or yields another text', () => {
    const bytes = Buffer.from(VECTORS.V2.encrypt, 'base64');
    for (let i = 0; i < bytes.length; i += 7) {
      const flipped = Buffer.from(bytes);
      flipped[i] = flipped[i]! ^ (1 << (i % 8));
      const encrypted = flipped.toString('base64');
      expect(signatureMatches(sign(token, VECTORS.V2.timestamp, VECTORS.V2.nonce, encrypted), VECTORS.V2.signature)).toBe(false);
      let text: string | undefined;
      expect(reasonOf(() => (text = open(key, encrypted, corpId)))).not.toBe('other');
      // The first 16 bytes are random: a flip there also changes the block after it, never nothing at all.
      if (i >= 16) expect(text).not.toBe(VECTORS.V2.plain);
    }
  });
  test.each(['', 'short', `${VECTOR_KEYS.aesKey}=`, VECTOR_KEYS.aesKey.slice(0, 42) + '+'])('the key %j', (bad) => {
    expect(() => aesKeyOf(bad)).toThrow(/EncodingAESKey/);
  });
});

test('a signature is compared exactly', () => {
  expect(signatureMatches(VECTORS.V1.signature, VECTORS.V1.signature)).toBe(true);
  expect(signatureMatches(VECTORS.V1.signature, VECTORS.V1.signature.toUpperCase())).toBe(false);
  expect(signatureMatches(VECTORS.V1.signature, '')).toBe(false);
});
