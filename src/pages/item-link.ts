import { createHmac, timingSafeEqual } from 'node:crypto';

/** The message a link stands in; whoever it was sent to is who opens it. */
export interface LinkedMessage {
  id: number;
  recipient: string;
  createdAt: Date;
}

/** Links of a message open for two days: a briefing's until the one after next has come. */
export const ITEM_LINK_MS = 48 * 60 * 60_000;

/** 16 bytes as base64url. */
const PROOF_LENGTH = 22;
const TOKEN = /^([0-9a-z]{1,11})([\w-]{22})\.(\d{1,3})$/;

/** One key per purpose, so that a proof made for one thing is none for another. */
const keyOf = (secret: string, purpose: string): Buffer => createHmac('sha256', secret).update(purpose).digest();

function proofOf(secret: string, { id, recipient, createdAt }: LinkedMessage): string {
  return createHmac('sha256', keyOf(secret, 'item-link'))
    .update(`${id}\n${recipient}\n${createdAt.getTime()}`)
    .digest('base64url')
    .slice(0, PROOF_LENGTH);
}

/** `/b/<message and proof>.<n>`: what number n of a message brings; 0 is what its card is about. It names nobody. */
export const itemPath = (secret: string, message: LinkedMessage, n: number): string =>
  `/b/${message.id.toString(36)}${proofOf(secret, message)}.${n}`;

/** What a token names, still to be proved; undefined where it is none. */
export function readItemToken(token: string): { id: number; proof: string; n: number } | undefined {
  const [, id = '', proof = '', n = ''] = TOKEN.exec(token) ?? [];
  const number = Number.parseInt(id, 36);
  return id === '' || !Number.isSafeInteger(number) ? undefined : { id: number, proof, n: Number(n) };
}

/** Whether the proof is that of this message and the link has not expired. */
export function isOpenable(secret: string, proof: string, message: LinkedMessage, now: Date): boolean {
  return isEqual(proof, proofOf(secret, message)) && now.getTime() - message.createdAt.getTime() < ITEM_LINK_MS;
}

/** What a form of the page must send back: bound to the browser's cookie and to the link. */
export const formProof = (secret: string, cookie: string, token: string): string =>
  createHmac('sha256', keyOf(secret, 'item-form')).update(`${cookie}\n${token}`).digest('base64url');

/** In constant time. */
export function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
