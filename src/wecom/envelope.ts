import { parseXml, readFlat, textOf, XmlError, type XmlObject } from './xml.js';

/**
 * An envelope of any shape may be so long. WeCom's is flat and a few KiB; this one is read before anybody's signature is known, and a
 * stranger's megabyte of tags would hold up every chat for a third of a second.
 */
const MAX_SHAPED_CHARS = 32 * 1024;

/** The base64 text of `<Encrypt>` in a callback's body. Throws XmlError when the body is malformed or has none. */
export function encryptedPart(body: string): string {
  const encrypt = textOf(readFlat(body) ?? readShaped(body), 'Encrypt')?.trim();
  if (!encrypt) throw new XmlError('no <Encrypt>');
  return encrypt;
}

function readShaped(body: string): XmlObject {
  if (body.length > MAX_SHAPED_CHARS) throw new XmlError('a long body of another shape');
  return parseXml(body);
}
