import type { CardReply } from '../../src/bot/reply.js';
import type { AppPort } from '../../src/delivery/app-road.js';
import { PlatformError } from '../../src/errors.js';
import type { AibotSender, AppSender, Outcome } from '../../src/wecom/channels.js';
import * as aibotWire from '../../src/wecom/aibot-payload.js';
import * as appWire from '../../src/wecom/app-payload.js';
import { taskIdOf } from '../../src/wecom/card-json.js';
import { reactionTo } from '../../src/wecom/errcodes.js';
import type { AibotPort } from '../../src/delivery/aibot-road.js';

type Answer = { msgid?: string; responseCode?: string; invalid: string[] };
type Act = (json: string) => Promise<Answer>;

/** WeCom's side of message/send: shows each request once, whatever the caller learns of it. */
export function appPeer() {
  const shown: { to: string; text: string; json: string }[] = [];
  const calls: string[] = [];
  const updates: string[] = [];
  const uploads: string[] = [];
  const seen = new Set<string>();
  const script: ((json: string) => Act | undefined)[] = [];
  let delayMs = 0;
  let underWay = 0;
  let mostUnderWay = 0;

  const deliver: Act = async (json) => {
    if (!seen.has(json)) {
      seen.add(json);
      const body = JSON.parse(json) as {
        touser: string;
        text?: { content: string };
        image?: object;
        template_card?: { main_title: { title: string } };
      };
      shown.push({ to: body.touser, text: body.text?.content ?? body.template_card?.main_title.title ?? Object.keys(body).join(), json });
    }
    return { msgid: `m${shown.length}`, responseCode: `rc${shown.length}`, invalid: [] };
  };

  async function answer(list: string[], json: string, last: Act): Promise<Answer> {
    list.push(json);
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    try {
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      for (const [i, rule] of script.entries()) {
        const act = rule(json);
        if (!act) continue;
        script.splice(i, 1);
        return await act(json);
      }
      return await last(json);
    } finally {
      underWay--;
    }
  }

  const sender: AppSender = {
    sendApp: (json) => answer(calls, json, deliver),
    updateCard: (json) => answer(updates, json, async () => ({ invalid: [] })),
    recall: async () => {},
    upload: async (media) => {
      uploads.push(media.fileName);
      return { mediaId: `media-${uploads.length}` };
    },
  };
  const port: AppPort = {
    sender,
    agentId: 1000002,
    publicUrl: 'https://bank.example',
    wire: { ...appWire, taskIdOf, reactionTo },
  };
  return {
    port,
    shown,
    calls,
    updates,
    uploads,
    to: (person: string) => shown.filter((s) => s.to === person).map((s) => s.text),
    /** The next call whose request matches goes this way instead; once. */
    once: (rule: (json: string) => Act | undefined) => void script.push(rule),
    slow: (ms: number) => void (delayMs = ms),
    mostUnderWay: () => mostUnderWay,
    deliver,
  };
}

export const refused = (code: number | string, more: { outcomeUnknown?: boolean } = {}) =>
  new PlatformError('wecom', code, { retryable: true, ...more });

/** The bot's socket: every frame that came, and what it was told to answer. */
export function aibotPeer() {
  const frames: { way: string; to: string; id?: string; content?: string; card?: string; finish?: boolean }[] = [];
  const script: Outcome[] = [];
  let ready = true;
  const next = async (): Promise<Outcome> => script.shift() ?? { result: 'ok' };
  const sender: AibotSender = {
    get ready() {
      return ready;
    },
    respondStream: (to, id, content, finish) => (frames.push({ way: 'stream', to: to.reqId, id, content, finish }), next()),
    respondCard: (to, card) => (frames.push({ way: 'card', to: to.reqId, card: card.task_id }), next()),
    respondMedia: (to, media) => (frames.push({ way: 'media', to: to.reqId, content: media }), next()),
    welcome: (to, payload) => (
      frames.push({ way: 'welcome', to: to.reqId, content: payload.kind === 'markdown' ? payload.content : payload.card.task_id }),
      next()
    ),
    updateCard: (to, card) => (frames.push({ way: 'update', to: to.reqId, card: card.task_id }), next()),
    push: (chatId, type, payload) => (
      frames.push({
        way: `push-${type}`,
        to: chatId,
        ...(payload.kind === 'markdown' ? { content: payload.content } : payload.kind === 'card' ? { card: payload.card.task_id } : {}),
      }),
      next()
    ),
    upload: async () => ({ result: 'ok', mediaId: 'media-1' }),
  };
  const port: AibotPort = { sender, publicUrl: 'https://bank.example', wire: { ...aibotWire, taskIdOf } };
  return {
    port,
    frames,
    answer: (...outcomes: (Outcome['result'] | [Outcome['result'], number | string])[]) => {
      for (const entry of outcomes) {
        const [result, code] = typeof entry === 'string' ? [entry, 'timeout'] : entry;
        script.push(result === 'ok' ? { result } : { result, error: refused(code) });
      }
    },
    setReady: (value: boolean) => void (ready = value),
  };
}

export const card = (more: Partial<CardReply> = {}): CardReply => ({
  kind: 'card',
  form: 'button_interaction',
  name: 'contact-saved',
  ref: '8812',
  source: { word: '联络' },
  title: '已记下',
  rows: [],
  buttons: [{ text: '撤销', key: 'undo:8812' }],
  picks: [],
  ...more,
});
