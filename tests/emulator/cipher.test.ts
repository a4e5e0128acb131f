import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { expect, test } from 'vitest';
import { aesKeyOf, seal, signatureOf, signaturesEqual, unseal } from '../../src/emulator/cipher.js';

const TOKEN = 'QDG6eK';
const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const CORP = 'wx5823bf96d3bd56c7';
const key = aesKeyOf(AES_KEY);

/** The vectors of wecom-app §1.8; V1 and V2 are WeCom's own samples. */
const VECTORS = [
  {
    name: 'V1 URL verification',
    random: 'c41b64491c2468d0',
    timestamp: '1409659589',
    nonce: '263014780',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    message: '1616140317555161061',
  },
  {
    name: 'V2 message delivery, pad 30',
    random: '0960688932c47ef1',
    timestamp: '1409659813',
    nonce: '1372623149',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    message:
      '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>',
  },
  {
    name: 'V3 Chinese text, length in bytes',
    random: '0123456789abcdef',
    timestamp: '1409659900',
    nonce: '42',
    encrypted:
      'sKqRbbiSUnDhFHOvPjtUMUeqt1g4oVlNGGsS6EWXUJfN1O71osbKBEtCfOU7sRX6mzunv/M8vJgpH3vpP3VnG1AqaMLSJxciqBRfMuoqylajN9eVntAeWFFxLbzbfidxezt7Pe3fF728UVGZJM6sOhoRCWhHcHViSP6xPfgve5ByfpPKzrhpn/Yb/T9HIE5MXzwcx/S0ufNqdKjdiauMg4bWjDcMQSVZbRqqQEz0iUZsNsKVUqU9SIlJBRwhIUKUlkcjNVzFvt7xzy290p7irrF+MBMf3aHBGt+TmXOnmb9ft8Y8bAgr4sW2T6/6nBBzqROjG0auhgiy+sh2R9z5viKNqXCNi8qyEh6Yir6o0gxMgyXnIPoJfvqOMi+a6Lpy',
    signature: 'c0e0a96d1c22ef0ad7e9b9c4ede125a3895c65a8',
    message:
      '<xml><ToUserName><![CDATA[mycreate]]></ToUserName><FromUserName><![CDATA[wx5823bf96d3bd56c7]]></FromUserName><CreateTime>1409659900</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到]]></Content></xml>',
  },
  {
    name: 'V4 aligned plaintext, pad 32',
    random: 'A'.repeat(16),
    timestamp: '1',
    nonce: '1',
    encrypted: 'ZTf9a//tmPI9WVNY3aaWQO4HKTljLzu7mXNz5MFY5y1uTYSpovnQ4flWju9TlzhEXzuMfkna+YwGIU5ne7cID1cPR+HvRf4I47FOQdG9Px1psZi9RSsK6IJ+DYkjW/fk',
    signature: '390342f23fa57387fd6afc082016b9623815d211',
    message: 'x'.repeat(26),
  },
  {
    name: 'V5 template_card_event',
    random: 'fedcba9876543210',
    timestamp: '1760000000',
    nonce: 'nonce5',
    encrypted:
      'P9TP8OO8ZpJE35Ha/87+5MuKxBRV5sdWR/DijP2nzB+DancNwuL4ALbHJUvK+hjITAC2h6IHG+uGb7uTFheEB3wNrv3iCMiZ8ZtN3cc42ZjBHm0Qlq0xUtxEGOvA+gNYhxcIKQjPc/R9vCoqmr8OgJTr9OAcLjXR8AeOp0+JXAn2FCIs9vN+mABZMPUWcml1R+oeVCCxzaWkDvbSkoi2zctWdPr2wS79OBWtAVErgduEyu1cD+JRz78QmT7AmcjdPyVpniW0SNebUn/TaHoHRD5j72xwhBKzxW99udKEc9Hn4slL1HrpqYBSKrNj/r+OdnsmehI5klP9x/hlX/mnQ9gU3OcNnnwj/51PPR/v1rMcS6fa60oXc3g7RCEi4BSN1VaYanrYCGBE+NGI2SRh0bbzyvkkke309N3D+6PhdrUSpDUG7zU0FCrGsiURD2LWa6L9aXxO31oWinWCN/fqEVtGknY5WOIhyU8zJQ0vraj2hMjn66nzPgKaPh++ISYNVTIV+CoQbPm8P0hcsQ8s1fRoiRwHz2gJqu8JIDz8IkzlS6iEHd4ND6FLA68HlfuYhwSSHbvloAClICWhwLq6bdQb95m29gT5bbrsHtudPNzaHXFYHFk7ZsYM47YKGbZt',
    signature: 'd66b06cc60bf64adeba63dfe1b5072fcabc8206e',
    message:
      '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><FromUserName><![CDATA[rm_chenyu]]></FromUserName><CreateTime>1760000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[ack]]></EventKey><TaskId><![CDATA[task-0001@rm]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[rc_demo_0001]]></ResponseCode><AgentID>218</AgentID></xml>',
  },
];

test.each(VECTORS)('$name: opens, seals and signs to the known bytes', ({ random, timestamp, nonce, encrypted, signature, message }) => {
  expect(unseal(key, encrypted, CORP)).toBe(message);
  expect(seal(key, message, CORP, Buffer.from(random))).toBe(encrypted);
  expect(signatureOf(TOKEN, timestamp, nonce, encrypted)).toBe(signature);
});

test.each([0, 1, 11, 12, 13, 31, 32, 500])('agrees with @wecom/crypto both ways for %i Chinese characters', (count) => {
  const message = '财'.repeat(count);
  expect(decrypt(AES_KEY, seal(key, message, CORP))).toMatchObject({ message, id: CORP });
  expect(unseal(key, encrypt(AES_KEY, message, CORP), CORP)).toBe(message);
  expect(signatureOf(TOKEN, '17', 'n', message)).toBe(getSignature(TOKEN, '17', 'n', message));
});

test('refuses another receiver, flipped bits and short envelopes', () => {
  const sealed = seal(key, 'hello', CORP);
  expect(() => unseal(key, sealed, 'wxOther')).toThrow('receiveid mismatch');
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => unseal(key, bytes.toString('base64'), CORP)).toThrow();
  expect(() => unseal(key, sealed.slice(0, 20), CORP)).toThrow();
});

test('wants an EncodingAESKey of 43 letters or digits, and compares signatures exactly', () => {
  expect(() => aesKeyOf('short')).toThrow('43');
  expect(() => aesKeyOf('+'.repeat(43))).toThrow('43');
  expect(signaturesEqual('ab', 'ab')).toBe(true);
  expect(signaturesEqual('ab', 'AB')).toBe(false);
  expect(signaturesEqual('ab', 'abc')).toBe(false);
});
