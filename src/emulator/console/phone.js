import { call } from './call.js';
import { renderCard } from './card.js';
import { el, safeUrl } from './dom.js';
import { renderMarkdown, renderText } from './rich-text.js';
import { chatTime } from './time.js';

const PAUSE_MS = 5 * 60_000;
const DEMO_GROUP = { chatid: 'wrDemoGroup', name: '演示群' };

/** One phone: whose it is, which chat stands open, and what is drawn of it. */
export class Phone {
  #drawn = new Map();
  #lastTime = 0;
  #key = '';

  constructor(index, model, settings, notify) {
    this.index = index;
    this.model = model;
    this.settings = settings;
    this.notify = notify;
    this.who = settings.who ?? '';
    this.channel = settings.channel ?? 'app';
    this.hasNews = false;
    this.newsIn = new Set();
    this.#build();
  }

  get isClient() {
    return this.who.startsWith('client:');
  }

  get id() {
    return this.who.slice(this.who.indexOf(':') + 1);
  }

  get conversation() {
    return this.channel.startsWith('group:') ? this.channel : this.who;
  }

  #build() {
    this.select = el('select', { class: 'who', 'aria-label': '这是谁的手机', onchange: () => this.choose(this.select.value) });
    this.label = el('span', { class: 'phone-app' });
    this.title = el('span', { class: 'phone-title' });
    this.dot = el('span', { class: 'dot', hidden: true, role: 'img', 'aria-label': '有新消息' });
    this.channels = el('div', { class: 'channels', role: 'group', 'aria-label': '哪个会话' });
    this.list = el('div', { class: 'chat', role: 'log', 'aria-live': 'polite', tabindex: 0, 'aria-label': '消息' });
    this.chips = el('div', { class: 'chips', 'aria-label': '试一句' });
    this.menu = el('div', { class: 'app-menu' });
    this.input = el('input', {
      class: 'line',
      type: 'text',
      placeholder: '输入…',
      'aria-label': '输入消息',
      autocomplete: 'off',
      enterkeyhint: 'send',
    });
    this.sendButton = el('button', { type: 'submit', class: 'primary' }, '发送');
    this.form = el('form', { class: 'composer' }, this.input, this.sendButton);
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.say(this.input.value);
    });
    this.note = el('p', { class: 'phone-note', role: 'status', hidden: true });
    this.overlay = el('div', { class: 'page-frame', hidden: true });
    this.root = el(
      'section',
      { class: 'phone', id: `phone-${this.index}`, role: 'tabpanel', 'aria-label': `手机${this.index + 1}` },
      el('header', { class: 'phone-head' }, this.label, el('span', { class: 'who-frame' }, this.select, this.dot), this.title),
      this.channels,
      this.list,
      this.note,
      el('footer', { class: 'phone-foot' }, this.chips, this.menu, this.form),
      this.overlay,
    );
    this.root.addEventListener('pointerdown', () => this.read());
    this.root.addEventListener('focusin', () => this.read());
    this.list.addEventListener('click', (event) => this.#clicked(event));
  }

  choose(who) {
    if (who === this.who) return;
    this.who = who;
    if (this.isClient) this.channel = 'app';
    this.closePage();
    this.#store();
    this.newsIn.clear();
    this.read();
    this.refresh();
    this.notify({ client: this.isClient });
    this.enter();
  }

  open(channel) {
    this.channel = channel;
    this.#store();
    this.newsIn.delete(channel);
    this.refresh();
    this.enter();
    this.input.focus();
  }

  #store() {
    this.settings.save({ who: this.who, channel: this.channel });
  }

  /** Tells the emulator that the person looks at this chat: WeCom tells the service once a day. */
  enter() {
    if (!this.isClient && !this.channel.startsWith('group:'))
      void call('POST', `members/${encodeURIComponent(this.id)}/enter`, { via: this.channel }).catch(() => undefined);
  }

  read() {
    this.hasNews = false;
    this.dot.hidden = true;
    this.notify({ read: true });
  }

  async say(words) {
    const text = words.trim();
    if (text === '' || this.isClient) return;
    const inGroup = this.channel.startsWith('group:');
    try {
      await call('POST', `members/${encodeURIComponent(this.id)}/say`, {
        text,
        via: inGroup ? 'aibot' : this.channel,
        ...(inGroup ? { chatid: this.channel.slice('group:'.length) } : {}),
      });
      this.input.value = '';
      this.notify({ said: text });
    } catch (error) {
      this.tell(error.status === undefined ? '没连上演示台，字还在输入框里' : '没发出去，字还在输入框里');
    }
  }

  tell(words) {
    this.note.textContent = words;
    this.note.hidden = false;
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => (this.note.hidden = true), 3_000);
  }

  #clicked(event) {
    const target = event.target.closest('[data-open],[data-dial],[data-ask]');
    if (!target || !this.list.contains(target)) return;
    if (target.dataset.open !== undefined) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.openPage(target.dataset.open);
    } else if (target.dataset.dial !== undefined) this.tell(`拨打 ${target.dataset.dial}`);
    else void this.say(target.dataset.ask);
  }

  openPage(address) {
    const url = safeUrl(address);
    if (!url) return;
    const frame = el('iframe', {
      src: url,
      title: '打开的页面',
      sandbox: 'allow-scripts allow-forms allow-same-origin allow-popups',
      referrerpolicy: 'no-referrer',
    });
    const back = el('button', { type: 'button', class: 'tool', onclick: () => this.closePage() }, '‹ 返回');
    this.overlay.replaceChildren(
      el(
        'header',
        { class: 'page-head' },
        back,
        el('span', { class: 'page-host' }, new URL(url).host),
        el('a', { class: 'tool', href: url, target: '_blank', rel: 'noreferrer' }, '新窗口'),
      ),
      frame,
    );
    this.overlay.hidden = false;
    back.focus();
  }

  closePage() {
    this.overlay.hidden = true;
    this.overlay.replaceChildren();
  }

  /** Draws everything that belongs to the chosen person and chat. */
  refresh() {
    const { state } = this.model;
    if (!state) return;
    this.#fillPeople(state);
    this.label.textContent = this.isClient ? '微信' : '企业微信';
    this.root.classList.toggle('is-client', this.isClient);
    const person = [...state.members, ...state.clients].find(({ userid, externalUserid }) => (userid ?? externalUserid) === this.id);
    this.title.textContent = person?.title ?? '';
    this.#fillChannels(state);
    this.#fillChips(state);
    this.#fillMenu(state);
    this.form.hidden = this.isClient;
    this.drawMessages(true);
  }

  #fillPeople(state) {
    const group = (label, people, kind) =>
      people.length > 0 &&
      el(
        'optgroup',
        { label },
        people.map((person) => {
          const value = `${kind}:${person.userid ?? person.externalUserid}`;
          return el('option', { value, selected: value === this.who }, person.name);
        }),
      );
    this.select.replaceChildren(...[group('企业微信', state.members, 'member'), group('微信', state.clients, 'client')].filter(Boolean));
    this.select.value = this.who;
  }

  #fillChannels(state) {
    this.channels.hidden = this.isClient;
    if (this.isClient) return;
    const groups = state.groups.length > 0 ? state.groups : [DEMO_GROUP];
    const entries = [['app', state.app.name], ['aibot', state.bot.name], ...groups.slice(0, 3).map(({ chatid, name }) => [`group:${chatid}`, name])];
    if (!entries.some(([value]) => value === this.channel)) this.channel = 'app';
    this.channels.replaceChildren(
      ...entries.map(([value, name]) =>
        el(
          'button',
          { type: 'button', class: 'channel', 'aria-pressed': String(value === this.channel), onclick: () => this.open(value) },
          name,
          this.newsIn.has(value) && el('span', { class: 'dot', role: 'img', 'aria-label': '有新消息' }),
        ),
      ),
    );
  }

  #fillChips(state) {
    const sentences = this.isClient ? [] : (state.chips[this.id] ?? state.chips['*'] ?? []);
    this.chips.hidden = sentences.length === 0;
    this.chips.replaceChildren(
      el('span', { class: 'chips-label' }, '试一句'),
      ...sentences.map((sentence) => el('button', { type: 'button', class: 'chip', onclick: () => void this.say(sentence) }, sentence)),
    );
  }

  #fillMenu(state) {
    const buttons = this.isClient || this.channel !== 'app' ? [] : (state.app.menu?.button ?? []);
    this.menu.hidden = buttons.length === 0;
    const item = (button) => el('button', { type: 'button', class: 'menu-item', onclick: () => void this.#tapMenu(button) }, button.name);
    this.menu.replaceChildren(
      ...buttons.map((button) =>
        button.sub_button?.length > 0
          ? el(
              'details',
              { class: 'menu-group' },
              el('summary', {}, button.name),
              el('div', { class: 'card-menu-list' }, button.sub_button.map(item)),
            )
          : item(button),
      ),
    );
  }

  async #tapMenu(button) {
    this.menu.querySelectorAll('details').forEach((group) => (group.open = false));
    try {
      const { url } = await call('POST', `members/${encodeURIComponent(this.id)}/menu`, { key: button.key ?? button.url ?? '' });
      if (url) this.openPage(url);
    } catch {
      this.tell('没点成，再试一次');
    }
  }

  #belongs(message) {
    return this.channel.startsWith('group:') || this.isClient || message.via === this.channel;
  }

  /** Draws what is new or changed; `afresh` starts over. */
  drawMessages(afresh = false) {
    const key = `${this.who}|${this.channel}`;
    if (afresh || key !== this.#key) {
      this.#key = key;
      this.#drawn.clear();
      this.#lastTime = 0;
      this.list.replaceChildren();
    }
    const messages = [...(this.model.conversations.get(this.conversation)?.values() ?? [])].filter((message) => this.#belongs(message));
    const nearEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    let added = false;
    for (const message of messages) {
      const known = this.#drawn.get(message.msgid);
      if (known?.seq === message.seq) continue;
      const node = this.#bubble(message);
      if (known) known.node.replaceWith(node);
      else {
        this.list.querySelector('.empty')?.remove();
        this.#timeLine(message);
        this.list.append(node);
        added = true;
      }
      this.#drawn.set(message.msgid, { seq: message.seq, node });
    }
    if (messages.length === 0 && !this.list.querySelector('.empty')) this.list.replaceChildren(this.#emptyWords());
    if (afresh || (added && (nearEnd || messages.at(-1)?.from === 'member')) || nearEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  #emptyWords() {
    const { state } = this.model;
    const ready = this.channel === 'app' ? state.app.ready : state.bot.ready;
    let words = '还没有消息，点一句试试';
    if (this.isClient) words = '还没有消息。客户经理发出的，会到这里';
    else if (!ready) words = '服务还没有接上这个会话，说的话先留在这里';
    else if (this.chips.hidden) words = '还没有消息';
    return el('p', { class: 'empty' }, words);
  }

  #timeLine(message) {
    const at = Date.parse(message.at);
    if (at - this.#lastTime > PAUSE_MS)
      this.list.append(el('p', { class: 'time-line' }, el('time', { datetime: message.at }, chatTime(at, this.model.now()))));
    this.#lastTime = at;
  }

  #bubble(message) {
    if (message.recalled) return el('p', { class: 'time-line' }, message.text);
    const own = message.from === 'member' && (message.sender === undefined || message.sender === this.id);
    const sender = message.from === 'member' && !own ? this.model.nameOf(message.sender) : undefined;
    return el(
      'div',
      { class: `row ${own ? 'own' : 'other'}`, 'data-msgid': message.msgid },
      sender && el('span', { class: 'sender' }, sender),
      this.#content(message),
    );
  }

  #content(message) {
    switch (message.kind) {
      case 'card':
        return renderCard(message, (key, selected, button) => void this.#tap(message, key, selected, button));
      case 'markdown':
        return el('div', { class: 'bubble' }, renderMarkdown(message.text));
      case 'stream':
        return el('div', { class: `bubble${message.open ? ' streaming' : ''}` }, renderMarkdown(message.text));
      case 'image':
        return el(
          'a',
          { class: 'picture', href: `/_media/${message.media?.id ?? ''}`, target: '_blank', rel: 'noreferrer' },
          el('img', { src: `/_media/${message.media?.id ?? ''}`, alt: message.text, loading: 'lazy' }),
        );
      case 'file':
        return el(
          'a',
          {
            class: 'bubble file',
            href: `/_media/${message.media?.id ?? ''}`,
            target: '_blank',
            rel: 'noreferrer',
            download: message.media?.filename,
          },
          el('span', { class: 'file-mark', 'aria-hidden': 'true' }),
          el('span', {}, message.text),
        );
      default:
        return el('div', { class: 'bubble' }, renderText(message.text));
    }
  }

  async #tap(message, key, selected, button) {
    const card = button.closest('.card');
    const buttons = [...card.querySelectorAll('button')].filter((other) => !other.disabled);
    card.querySelectorAll('details').forEach((menu) => (menu.open = false));
    buttons.forEach((other) => (other.disabled = true));
    button.classList.add('tapped');
    try {
      await call('POST', `members/${encodeURIComponent(this.id)}/tap`, {
        msgid: message.msgid,
        key,
        ...(selected ? { selected } : {}),
        ...(this.channel.startsWith('group:') ? { chatid: this.channel.slice('group:'.length) } : {}),
      });
      this.notify({ tapped: key });
    } catch (error) {
      this.tell(error.status === 409 ? '这张卡片已经不能再点' : '没点成，再试一次');
    }
    setTimeout(() => {
      buttons.forEach((other) => (other.disabled = false));
      button.classList.remove('tapped');
    }, 900);
  }

  /** Marks what came in while nobody was looking. */
  noticed(message) {
    if (message.from !== 'bot' || (message.conversation !== this.conversation && message.conversation !== this.who)) return;
    const channel = message.conversation.startsWith('group:') ? message.conversation : this.isClient ? 'app' : message.via;
    if (channel !== this.channel) {
      this.newsIn.add(channel);
      if (this.model.state) this.#fillChannels(this.model.state);
    }
    if (this.root.contains(document.activeElement) && channel === this.channel && document.hasFocus() && !this.root.hidden) return;
    this.hasNews = true;
    this.dot.hidden = false;
  }
}
