import { randomInt } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { aesKeyOf, seal, signatureOf } from './cipher.js';
import { delay } from './http.js';
import { randomText } from './ids.js';
import { applyPassiveReply } from './passive.js';
import type { CallbackConfig, World } from './world.js';
import { cdata } from './xml.js';

const LARGEST_ANSWER = 1024 * 1024;
const HOLD_MS = 2_000;

/** One thing to tell the app: a decrypted XML, whom it is about, and the card message behind a tap. */
export type Delivery = { userid: string; xml: string; name: string; cardMsgid?: string };

type Answer = { status: number; body: string };

/** Calls the service as WeCom does: encrypted, in order per member, again when not answered in time. */
export class CallbackSender {
  #config: CallbackConfig | undefined;
  readonly #queues = new Map<string, Promise<void>>();
  readonly #held = new Map<string, () => void>();
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 256 });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: 256 });
  #pending = 0;
  #closed = false;

  constructor(private readonly world: World) {}

  get config(): CallbackConfig | undefined {
    return this.#config;
  }

  /** Deliveries not yet answered or given up. */
  get pending(): number {
    return this.#pending;
  }

  restore(config: CallbackConfig): void {
    this.#config = config;
  }

  /** Saves the address when it passes WeCom's GET check; otherwise says what was wrong and keeps the old one. */
  async configure(config: CallbackConfig): Promise<string | undefined> {
    const { world } = this;
    const echo = String(randomInt(2 ** 47)) + String(randomInt(10_000));
    const timestamp = String(world.clock.seconds());
    const nonce = randomText(10);
    const echostr = seal(aesKeyOf(config.aesKey), echo, world.identity.corpId);
    const target = withQuery(config.url, {
      msg_signature: signatureOf(config.token, timestamp, nonce, echostr),
      timestamp,
      nonce,
      echostr,
    });
    let problem: string | undefined;
    try {
      const answer = await this.#call('GET', target, undefined, world.settings.verifyTimeoutMs);
      if (answer.status !== 200) problem = `HTTP status ${answer.status}`;
      else if (answer.body !== echo) problem = 'the answer is not the decrypted echostr';
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    world.wire.add({
      direction: 'out',
      channel: 'callback',
      name: 'GET 验证地址',
      people: [],
      refused: problem !== undefined,
      ...(problem === undefined ? {} : { note: problem }),
    });
    if (problem !== undefined) return problem;
    this.#config = config;
    world.journal.append('callback', config);
    return undefined;
  }

  /** Puts a delivery in line behind the earlier ones of the same member. Nothing happens without an address. */
  deliver(delivery: Delivery): void {
    if (!this.#config || this.#closed) return;
    this.#pending += 1;
    const before = this.#queues.get(delivery.userid) ?? Promise.resolve();
    const next = before
      .then(() => this.#deliver(delivery))
      .finally(() => {
        this.#pending -= 1;
        if (this.#queues.get(delivery.userid) === next) this.#queues.delete(delivery.userid);
      });
    this.#queues.set(delivery.userid, next);
  }

  close(): void {
    this.#closed = true;
    for (const release of [...this.#held.values()]) release();
    this.#http.destroy();
    this.#https.destroy();
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { faults } = this.world;
    const place = { at: 'callback', url: this.#config?.url ?? '' } as const;
    const fault = faults.strike(place, ['drop', 'duplicate', 'reorder']);
    if (fault?.kind === 'drop') {
      this.#record(delivery, 0, '这次推送被丢弃', true);
      return;
    }
    if (fault?.kind === 'reorder' && !this.#held.has(delivery.userid)) {
      this.#hold(delivery, fault.ms ?? HOLD_MS);
      return;
    }
    await this.#attempts(delivery);
    if (fault?.kind === 'duplicate') await this.#attempts(delivery);
    this.#held.get(delivery.userid)?.();
  }

  /** Lets the next delivery of this member overtake; without one, goes out after `ms`. */
  #hold(delivery: Delivery, ms: number): void {
    this.#pending += 1;
    const release = (): void => {
      clearTimeout(timer);
      this.#held.delete(delivery.userid);
      void this.#attempts(delivery).finally(() => (this.#pending -= 1));
    };
    const timer = setTimeout(release, ms).unref();
    this.#held.set(delivery.userid, release);
  }

  async #attempts(delivery: Delivery): Promise<void> {
    const { settings } = this.world;
    let encrypted: string | undefined;
    for (let attempt = 0; !this.#closed; attempt += 1) {
      // Read anew each time: a service that restarts may have announced another address meanwhile.
      const config = this.#config;
      if (!config) return;
      if (encrypted === undefined || settings.reencryptRetries) {
        encrypted = seal(aesKeyOf(config.aesKey), delivery.xml, this.world.identity.corpId);
      }
      if (await this.#attempt(config, delivery, encrypted, attempt)) return;
      const pause = settings.callbackRetryMs[attempt];
      if (pause === undefined) {
        this.#record(delivery, attempt, '多次没有应答，放弃', true);
        return;
      }
      await delay(pause);
    }
  }

  async #attempt(config: CallbackConfig, delivery: Delivery, encrypted: string, attempt: number): Promise<boolean> {
    const { world } = this;
    const fault = world.faults.strike({ at: 'callback', url: config.url }, ['refuse', 'html', 'stall', 'timeout']);
    if (fault?.kind === 'refuse' || fault?.kind === 'html') {
      this.#record(delivery, attempt, '模拟：连不上服务', true);
      return false;
    }
    if (fault?.kind === 'stall') await delay(fault.ms ?? 3_000);
    const timestamp = String(world.clock.seconds());
    const nonce = randomText(10);
    const target = withQuery(config.url, {
      msg_signature: signatureOf(config.token, timestamp, nonce, encrypted),
      timestamp,
      nonce,
    });
    const body =
      `<xml><ToUserName>${cdata(world.identity.corpId)}</ToUserName>` +
      `<Encrypt>${cdata(encrypted)}</Encrypt><AgentID>${cdata(String(world.identity.agentId))}</AgentID></xml>`;
    let answer: Answer;
    try {
      answer = await this.#call('POST', target, body, world.settings.callbackTimeoutMs);
    } catch (error) {
      this.#record(delivery, attempt, error instanceof Error ? error.message : String(error), true);
      return false;
    }
    if (fault?.kind === 'timeout') {
      this.#record(delivery, attempt, '模拟：应答没有收到', true);
      return false;
    }
    const failed = answer.status !== 200;
    this.#record(delivery, attempt, failed ? `HTTP ${answer.status}` : undefined, failed);
    if (failed) return !world.settings.retryOnStatus;
    if (answer.body.trim() !== '') applyPassiveReply(world, config, delivery, answer.body);
    return true;
  }

  #record(delivery: Delivery, attempt: number, note: string | undefined, refused: boolean): void {
    const again = attempt > 0 ? `第${attempt + 1}次` : undefined;
    const words = [again, note].filter((part) => part !== undefined).join('，');
    this.world.wire.add({
      direction: 'out',
      channel: 'callback',
      name: delivery.name,
      people: [delivery.userid],
      refused,
      ...(words === '' ? {} : { note: words }),
      request: delivery.xml,
    });
  }

  #call(method: 'GET' | 'POST', target: URL, body: string | undefined, timeoutMs: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const secure = target.protocol === 'https:';
      const request = (secure ? httpsRequest : httpRequest)(target, {
        method,
        agent: secure ? this.#https : this.#http,
        headers: {
          'User-Agent': 'Mozilla/4.0',
          ...(body === undefined ? {} : { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) }),
        },
      });
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        reject(error);
      };
      request.on('error', fail);
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > LARGEST_ANSWER) request.destroy(new Error('the answer is too large'));
          else parts.push(part);
        });
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') });
        });
      });
      request.end(body);
    });
  }
}

/** The address with WeCom's parameters added to whatever query it already has, percent-encoded. */
function withQuery(url: string, parameters: Record<string, string>): URL {
  const target = new URL(url);
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  target.search = [target.search.replace(/^\?/, ''), ...added].filter((part) => part !== '').join('&');
  return target;
}
