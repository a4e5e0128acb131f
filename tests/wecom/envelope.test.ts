import { expect, test } from 'vitest';
import { encryptedPart } from '../../src/wecom/envelope.js';
import { parseXml, XmlError } from '../../src/wecom/xml.js';

const MIB = 1024 * 1024;
const filled = (part: string): string => part.repeat(Math.floor((MIB - 200) / part.length));

test('the encrypted part of a megabyte, and of a short body in another shape', () => {
  expect(encryptedPart(`<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[ ${filled('A')} ]]></Encrypt></xml>`)).toBe(filled('A'));
  expect(encryptedPart('<?xml version="1.0"?><xml><Encrypt id="1">abc</Encrypt><List><Item>1</Item></List></xml>')).toBe('abc');
});

/** Read before a signature is looked at: whoever sends these must not hold up everybody else, so nobody looks for their shape. */
test.each([
  ['CDATA that never ends', filled('<![CDATA[')],
  ['CDATA that never ends, in a document', `<xml>${filled('<A><![CDATA[')}</xml>`],
  ['nested elements', `<xml>${'<a>'.repeat(150_000)}${'</a>'.repeat(150_000)}</xml>`],
  ['one element over and over', `<xml>${filled('<a>1</a>')}</xml>`],
  ['many elements', `<xml>${Array.from({ length: 60_000 }, (_, i) => `<a${i}>1</a${i}>`).join('')}</xml>`],
  ['attributes', `<xml><a ${Array.from({ length: 80_000 }, (_, i) => `b${i}="1"`).join(' ')}></a></xml>`],
  ['spaces', `<xml>${filled(' ')}`],
  ['open tags', filled('<a ')],
])('a megabyte of %s is refused at once', (_name, body) => {
  expect(() => encryptedPart(body)).toThrow('a long body of another shape');
});

/** Milliseconds; looking for the end of each of them took eight seconds. */
test('a message with many open CDATA sections is refused in time, too', () => {
  const began = performance.now();
  expect(() => parseXml(`<xml><A>1</A><A>${filled('<![CDATA[')}</A></xml>`)).toThrow(XmlError);
  expect(performance.now() - began).toBeLessThan(1000);
});
