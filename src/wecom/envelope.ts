import { sign } from './signature.js';
import { parseXml, textOf, XmlError } from './xml.js';

/** The base64 text of `<Encrypt>` in a callback's body. Throws XmlError when the body is malformed or has none. */
export function encryptedPart(body: string): string {
  const encrypt = textOf(parseXml(body), 'Encrypt')?.trim();
  if (!encrypt) throw new XmlError('no <Encrypt>');
  return encrypt;
}

/** The packet an encrypted answer or callback travels in: Encrypt, its signature, and what was signed with it. */
export function sealedReply(token: string, encrypt: string, timestamp: string, nonce: string): string {
  const signature = sign(token, timestamp, nonce, encrypt);
  return (
    `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
  );
}
