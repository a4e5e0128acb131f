import type { IncomingMessage } from 'node:http';

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

function hostName(authority: string): string {
  return authority.replace(/:\d+$/, '').toLowerCase();
}

/** True when the call comes from this machine, names it by a local name, and was not made by a page of another site. */
export function isLocalCaller(request: IncomingMessage): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  if (!address.startsWith('127.') && address !== '::1') return false;
  const host = request.headers.host ?? '';
  if (!LOCAL_NAMES.has(hostName(host))) return false;
  if (request.headers['sec-fetch-site'] === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') return false;
  return isOwnOrigin(request.headers.origin, host);
}

/** A browser names the page's origin: only our own may speak. Other programs send none. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || origin === `http://${host}`;
}
