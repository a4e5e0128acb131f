import { call } from './call.js';
import { byId, el } from './dom.js';

/** What one can simulate, in words; each is one or more faults of the control interface. */
const CHOICES = [
  { value: '', words: '无', faults: [] },
  {
    value: 'cut',
    words: '断网',
    faults: [
      { kind: 'drop', path: '/cgi-bin/' },
      { kind: 'refuse', path: 'callback' },
      { kind: 'refuse', path: 'aibot' },
    ],
  },
  { value: 'slow', words: '很慢，3秒才答', faults: [{ kind: 'stall', ms: 3_000 }] },
  { value: 'mute', words: '收下了但不答', faults: [{ kind: 'timeout' }] },
  { value: 'busy', words: '系统繁忙', faults: [{ kind: 'refuse' }] },
  { value: 'html', words: '返回网页', faults: [{ kind: 'html' }] },
  { value: 'token', words: '令牌失效', faults: [{ kind: 'tokenInvalid' }] },
  { value: 'limit', words: '频率超限', faults: [{ kind: 'rateLimit' }] },
  { value: 'lost', words: '消息丢失', faults: [{ kind: 'drop' }] },
  { value: 'twice', words: '消息重复', faults: [{ kind: 'duplicate' }] },
  { value: 'order', words: '消息乱序', faults: [{ kind: 'reorder' }] },
];

const signature = (faults) =>
  faults
    .map(({ kind, path }) => `${kind} ${path ?? ''}`)
    .sort()
    .join('|');

/** The choice of a fault, and the bar that stays until it is off. */
export class FaultChoice {
  constructor() {
    this.select = byId('fault');
    this.select.append(...CHOICES.map(({ value, words }) => el('option', { value }, words)), el('option', { value: 'other', hidden: true }, '其他'));
    this.select.addEventListener('change', () => void this.#apply(this.select.value));
  }

  async #apply(value) {
    const choice = CHOICES.find((candidate) => candidate.value === value);
    if (!choice) return;
    await call('DELETE', 'faults');
    for (const fault of choice.faults) await call('POST', 'faults', fault);
  }

  /** The words of the bar, or nothing; follows faults set by others as well. */
  show(faults) {
    const current = signature(faults);
    const choice = CHOICES.find((candidate) => signature(candidate.faults) === current);
    this.select.value = choice ? choice.value : 'other';
    if (faults.length === 0) return undefined;
    const words = choice?.words ?? faults.map(({ kind, path }) => `${kind} ${path}`.trim()).join('，');
    const off = el('button', { type: 'button', class: 'tool', onclick: () => void this.#apply('') }, '关掉');
    return [el('span', {}, `正在模拟：${words}`), off];
  }
}
