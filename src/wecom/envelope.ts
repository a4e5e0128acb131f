import { parseXml, textOf, XmlError } from './xml.js';

/** The base64 text of `<Encrypt>` in a callback's body. Throws XmlError when the body is malformed or has none. */
export function encryptedPart(body: string): string {
  const encrypt = textOf(parseXml(body), 'Encrypt')?.trim();
  if (!encrypt) throw new XmlError('no <Encrypt>');
  return encrypt;
}
