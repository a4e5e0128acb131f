import path from 'node:path';
import { dispatch } from './bot/dispatch.js';
import type { Channel, IncomingMessage } from './bot/message.js';
import { replyButtons, replyText, type CardReply, type Reply } from './bot/reply.js';
import type { RoadDeps, TurnRecord } from './bot/road.js';
import { openCalendars, type Calendars } from './calendars.js';
import { commands } from './commands/index.js';
import type { Frame } from './domain/intent.js';
import type { Rules } from './domain/rules.js';
import { createHearing } from './hearing.js';
import { createChatRenderer } from './render/chat.js';
import { projectRoot, type Db } from './store/db/index.js';
import { openStore, type Store, type StoreTx } from './store/index.js';
import type { InboxRow } from './store/inbox.js';
import { smallTalk } from './understand/index.js';

/** What `say --json` prints (design §8). */
export interface Said {
  text: string;
  understood: Frame | null;
  replies: { kind: Reply['kind']; text: string; card?: CardReply; buttons?: { key: string; text: string }[] }[];
  stored: { kind: string; id: string }[];
  asked: boolean;
}

/** The bot without any transport: the service, the command line, the benches and the tests all run this. */
export interface Core {
  store: Store;
  calendars: Calendars;
  deps: RoadDeps;
  /** Makes ready in the background what the first messages would wait for. */
  prepare(): Promise<void>;
  /** One stored message, inside its transaction. */
  process(store: StoreTx, row: InboxRow): Promise<TurnRecord>;
  /** The notice to somebody whose message met our own mistake. */
  onBug(store: StoreTx, row: InboxRow, faultNo: string): Promise<void>;
  /** Says something, or taps, as somebody, through the real road, in one transaction, on channel `cli`. */
  say(as: string, what: { text: string } | { tap: string; selected?: Record<string, string[]>; taskId?: string }, at: Date): Promise<Said>;
}

export interface CoreOptions {
  db: Db;
  rules: Rules;
  now: () => Date;
  /** Where pushes and private answers to a group go first. */
  pushChannel: Channel;
  templates?: string;
}

export async function openCore({ db, rules, now, pushChannel, templates = path.join(projectRoot, 'templates', 'chat') }: CoreOptions): Promise<Core> {
  const store = openStore(db, now);
  const calendars = await openCalendars(store);
  const hear = createHearing(commands, calendars);
  const render = createChatRenderer(templates);
  const deps: RoadDeps = {
    commands: new Map(commands.map((command) => [command.name, command])),
    render,
    rules,
    calendarOf: (orgPath) => calendars.of(orgPath),
    understand: hear,
    smallTalk,
    pushChannel,
  };
  let said = 0;

  async function process(tx: StoreTx, row: InboxRow): Promise<TurnRecord> {
    await calendars.refresh(Date.now());
    return dispatch(row, tx, deps);
  }

  return {
    store,
    calendars,
    deps,
    prepare: () => render.prepare(),
    process,

    async onBug(tx, row, faultNo) {
      const quote = row.content.kind === 'text' && row.place === 'private' ? row.content.text.slice(0, 40) : null;
      await tx.outbox.add({
        dedupeKey: `bug:${row.id}`,
        channel: row.channel,
        recipient: row.from,
        replyTo: row.replyTo,
        inboxId: row.id,
        act: 'reply',
        payload: render('bug', { faultNo, quote }, row.receivedAt),
        notBefore: row.receivedAt,
      });
    },

    async say(as, what, at) {
      const from = as.trim().toLowerCase();
      const taskId = ('tap' in what && what.taskId) || '';
      const content: IncomingMessage['content'] =
        'text' in what
          ? { kind: 'text', text: what.text }
          : { kind: 'tap', key: what.tap, taskId, cardType: 'button_interaction', selected: what.selected ?? {} };
      const message: IncomingMessage = {
        dedupeKey: `cli:${globalThis.process.pid}:${Date.now()}:${++said}:${Math.random().toString(36).slice(2)}`,
        channel: 'cli',
        from,
        place: 'private',
        sentAt: at,
        content,
        replyTo: { channel: 'cli', userId: from, ...(taskId === '' ? {} : { taskId }) },
      };
      const record = await store.tx(async (tx) => {
        const [id] = await tx.inbox.addAll([message], at);
        const row = await tx.inbox.find(id as number);
        const done = await process(tx, row as InboxRow);
        await tx.inbox.markDone(id as number, at);
        return done;
      });
      return {
        text: 'text' in what ? what.text : what.tap,
        understood: record.frame,
        replies: record.replies.map(shownReply),
        stored: record.stored,
        asked: record.asked,
      };
    },
  };
}

function shownReply(reply: Reply): Said['replies'][number] {
  const buttons = replyButtons(reply).map(({ key, text }) => ({ key, text }));
  return { kind: reply.kind, text: replyText(reply), ...(reply.kind === 'card' ? { card: reply } : {}), ...(buttons.length > 0 ? { buttons } : {}) };
}
