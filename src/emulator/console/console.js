import { call } from './call.js';
import { byId, el } from './dom.js';
import { FaultChoice } from './faults.js';
import { Phone } from './phone.js';
import { dateLine, fromInput, nextMorning, partsOf } from './time.js';
import { WireView } from './wire-view.js';

const KEEP = 'emulator-console';
const FEED_WAIT_MS = 25_000;
const RETRY_MS = 1_500;
const DEFAULT_STEPS = [
  { text: '问一位客户', say: '^查' },
  { text: '记一笔', say: '^记' },
  { text: '拨到明早 8:40', clock: true },
  { text: '看客户收到什么', client: true },
];

const kept = (() => {
  try {
    return JSON.parse(localStorage.getItem(KEEP) ?? '{}');
  } catch {
    return {};
  }
})();
const keep = (changes) => {
  Object.assign(kept, changes);
  try {
    localStorage.setItem(KEEP, JSON.stringify(kept));
  } catch {
    // Without storage the page only forgets who was chosen.
  }
};

/** What the page knows: people, conversations, and the emulator's time. */
const model = {
  state: undefined,
  conversations: new Map(),
  clock: { at: Date.now(), since: performance.now(), running: true },
  now() {
    const { at, since, running } = this.clock;
    return running ? at + (performance.now() - since) : at;
  },
  nameOf(id) {
    const person = [...(this.state?.members ?? []), ...(this.state?.clients ?? [])].find(
      ({ userid, externalUserid }) => (userid ?? externalUserid) === id,
    );
    return person?.name ?? id ?? '';
  },
};

const wire = new WireView(model);
const faults = new FaultChoice();
let phones = [];
let shown = [0, 1, 2];

function startPhones(state) {
  const members = state.members.map(({ userid }) => `member:${userid}`);
  const clients = state.clients.map(({ externalUserid }) => `client:${externalUserid}`);
  const everybody = new Set([...members, ...clients]);
  const wished = state.phones.map((id) => (members.includes(`member:${id}`) ? `member:${id}` : `client:${id}`)).filter((who) => everybody.has(who));
  const usual = [members[0], members[1] ?? members[0], clients[0] ?? members[2] ?? members[0]];
  phones = [0, 1, 2].map((index) => {
    const saved = kept.phones?.[index];
    const who = everybody.has(saved?.who) ? saved.who : (wished[index] ?? usual[index] ?? '');
    const save = (changes) => {
      const all = [0, 1, 2].map((at) => kept.phones?.[at] ?? {});
      all[index] = changes;
      keep({ phones: all });
    };
    return new Phone(index, model, { who, channel: saved?.channel, save }, (event) => happened(phones[index], event));
  });
  byId('phones').replaceChildren(...phones.map((phone) => phone.root));
  arrange();
  for (const phone of phones) phone.enter();
}

/** Three phones, two, or one, by the width of the window. */
function arrange() {
  const count = innerWidth >= 1280 ? 3 : innerWidth >= 900 ? 2 : 1;
  const visible = shown.slice(0, count).sort();
  phones.forEach((phone, index) => (phone.root.hidden = !visible.includes(index)));
  const tabs = byId('tabs');
  tabs.hidden = count === 3;
  tabs.replaceChildren(
    ...phones.map((phone, index) =>
      el(
        'button',
        {
          type: 'button',
          role: 'tab',
          class: 'tab',
          'aria-selected': String(visible.includes(index)),
          'aria-controls': `phone-${index}`,
          onclick: () => showPhone(index),
        },
        model.nameOf(phone.id) || `手机${index + 1}`,
        phone.hasNews && el('span', { class: 'dot', role: 'img', 'aria-label': '有新消息' }),
      ),
    ),
  );
}

function showPhone(index) {
  shown = [index, ...shown.filter((other) => other !== index)];
  phones[index].read();
  arrange();
  if (phones[index].isClient) tick((step) => step.client);
}

function happened(phone, event) {
  if (event.said) tick((step) => step.say && new RegExp(step.say).test(event.said));
  if (event.client) tick((step) => step.client);
  if (event.read && phone?.isClient && !phone.root.hidden) tick((step) => step.client);
  if (phones.length > 0) arrange();
}

const stepsOf = () => (model.state?.firstSteps.length > 0 ? model.state.firstSteps : DEFAULT_STEPS);

/** Ticks the first step not done yet that fits. */
function tick(fits) {
  const done = kept.steps ?? [];
  const at = stepsOf().findIndex((step, index) => !done.includes(index) && fits(step));
  if (at < 0) return;
  keep({ steps: [...done, at] });
  drawSteps();
}

function drawSteps() {
  const strip = byId('steps');
  strip.hidden = kept.stepsClosed === true;
  const done = kept.steps ?? [];
  const items = stepsOf().map((step, index) =>
    el(
      'li',
      {},
      el(
        'button',
        { type: 'button', class: done.includes(index) ? 'step done' : 'step', onclick: () => helpWith(step) },
        el('span', { class: 'step-mark', 'aria-hidden': 'true' }, done.includes(index) ? '✓' : String(index + 1)),
        step.text,
        done.includes(index) && el('span', { class: 'unseen' }, '，做过了'),
      ),
    ),
  );
  const close = el('button', { type: 'button', class: 'tool quiet', onclick: () => (keep({ stepsClosed: true }), drawSteps()) }, '收起');
  strip.replaceChildren(el('ol', {}, items), close);
}

/** Leads to the place where a step is done; never does it unasked, but for the clock. */
function helpWith(step) {
  if (step.clock) return void jump(nextMorning(model.now()));
  if (step.client) {
    const index = phones.findIndex((phone) => phone.isClient);
    return index >= 0 ? showPhone(index) : undefined;
  }
  const phone = phones[0];
  showPhone(0);
  const sentence = [...phone.chips.querySelectorAll('.chip')]
    .map((chip) => chip.textContent)
    .find((text) => step.say && new RegExp(step.say).test(text));
  if (sentence) phone.input.value = sentence;
  phone.input.focus();
}

function drawClock() {
  const { running } = model.clock;
  const time = byId('clock-time');
  time.textContent = dateLine(model.now());
  time.dateTime = new Date(model.now()).toISOString();
  time.classList.toggle('held', !running);
  const toggle = byId('clock-toggle');
  toggle.textContent = running ? '❙❙ 停' : '▶ 走';
  toggle.setAttribute('aria-label', running ? '让时钟停住' : '让时钟走');
}

async function jump(ms) {
  try {
    await call('POST', 'clock', { now: new Date(ms).toISOString() });
    tick((step) => step.clock);
    return undefined;
  } catch (error) {
    return error.status === 409 ? '时钟不能往回拨' : '没拨成，再试一次';
  }
}

/** Moments worth a jump that are still to come, a tap each. */
function drawPlaces(dialog) {
  const now = model.now();
  const places = (model.state?.places ?? []).map(({ text, at, afterMs }) => ({ text, ms: at === undefined ? now + (afterMs ?? 0) : Date.parse(at) }));
  const go = (ms) =>
    void jump(ms).then((problem) => {
      if (problem) byId('jump-error').textContent = problem;
      else dialog.close();
    });
  byId('jump-places').replaceChildren(
    ...places.filter(({ ms }) => ms > now).map(({ text, ms }) => el('button', { type: 'button', class: 'tool place', onclick: () => go(ms) }, text)),
  );
}

function wireClock() {
  byId('clock-hour').addEventListener('click', () => void call('POST', 'clock', { advanceMs: 3_600_000 }).then(() => tick((step) => step.clock)));
  byId('clock-morning').addEventListener('click', () => void jump(nextMorning(model.now())));
  byId('clock-toggle').addEventListener('click', () => void call('POST', 'clock/running', { running: !model.clock.running }));
  const dialog = byId('jump-dialog');
  byId('clock-jump').addEventListener('click', () => {
    byId('jump-error').textContent = '';
    byId('jump-time').value = partsOf(nextMorning(model.now())).input;
    byId('jump-time').min = partsOf(model.now()).input;
    drawPlaces(dialog);
    dialog.showModal();
  });
  byId('jump-cancel').addEventListener('click', () => dialog.close());
  dialog.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void jump(fromInput(byId('jump-time').value)).then((problem) => {
      if (problem) byId('jump-error').textContent = problem;
      else dialog.close();
    });
  });
  setInterval(drawClock, 1_000);
}

function wireRestart() {
  const dialog = byId('restart-dialog');
  byId('restart').addEventListener('click', () => dialog.showModal());
  byId('restart-cancel').addEventListener('click', () => dialog.close());
  dialog.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    keep({ steps: [], stepsClosed: false });
    void call('POST', 'reset', {}).then(() => location.reload());
  });
}

function trouble(words) {
  const bar = byId('trouble');
  bar.hidden = words === undefined;
  bar.replaceChildren(...(words === undefined ? [] : [words].flat()));
}

let seq = 0;
let wireN = 0;
let rev = '';

function take(feed) {
  model.clock = { at: Date.parse(feed.now), since: performance.now(), running: feed.running };
  drawClock();
  const first = model.state === undefined;
  if (feed.state) model.state = feed.state;
  if (feed.seq < seq) {
    location.reload();
    return;
  }
  for (const message of feed.messages) {
    let list = model.conversations.get(message.conversation);
    if (!list) model.conversations.set(message.conversation, (list = new Map()));
    list.set(message.msgid, message);
  }
  if (first) {
    startPhones(model.state);
    drawSteps();
  }
  if (feed.state) {
    trouble(faults.show(feed.state.faults));
    for (const phone of phones) phone.refresh();
  } else if (feed.messages.length > 0) for (const phone of phones) phone.drawMessages();
  if (!first) for (const message of feed.messages) for (const phone of phones) phone.noticed(message);
  if (feed.messages.length > 0 || feed.state) arrange();
  wire.add(feed.wire);
  ({ seq, wireN, rev } = feed);
}

async function follow() {
  for (let broken = false; ;) {
    try {
      const feed = await call('GET', `feed?after=${seq}&wire=${wireN}&rev=${encodeURIComponent(rev)}&wait=${FEED_WAIT_MS}`);
      if (broken) {
        // Another emulator may stand there now: start over with what it knows.
        location.reload();
        return;
      }
      take(feed);
    } catch {
      broken = true;
      trouble('服务没启动：npm start');
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

addEventListener('resize', () => phones.length > 0 && arrange());
wireClock();
wireRestart();
void follow();
