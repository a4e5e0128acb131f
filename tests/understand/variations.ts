import type { Frame } from '../../src/domain/intent.js';

/** A sentence that is understood rightly, and who its client is. */
export interface Base {
  text: string;
  kind: 'contact' | 'reminder' | 'case' | 'done' | 'snooze' | 'lookup';
  frame: Frame;
  client?: { name: string; gender?: string | null; tail?: string | null };
}

/** A way of saying the same otherwise; undefined where a sentence cannot be said so. */
export interface Variation {
  name: string;
  /** What may differ all the same. */
  loose?: 'text' | 'hour';
  vary(base: Base): string | undefined;
}

const ASKS = /提醒我|叫我|喊我/;
const QUESTION = /[?？吗呢没]\s*$/;
const OPENED = /^(?:请|麻烦|帮|能|可|你|您|那个|嗯|呃|哦|对了|@|喂|哎)/;

const head = (words: string, fits: (base: Base) => boolean = () => true): Variation => ({
  name: `${words}…`,
  vary: (base) => (fits(base) && !OPENED.test(base.text) ? words + base.text : undefined),
});

const tail = (words: string, fits: (base: Base) => boolean = () => true): Variation => ({
  name: `…${words}`,
  vary: (base) => (fits(base) && !QUESTION.test(base.text) ? base.text.replace(/[\s。.!！]+$/, '') + words : undefined),
});

const swap = (name: string, from: RegExp, to: string | ((...found: string[]) => string), fits: (base: Base) => boolean = () => true): Variation => ({
  name,
  vary: (base) => {
    const said = fits(base) ? (typeof to === 'string' ? base.text.replace(from, to) : base.text.replace(from, to)) : base.text;
    return said === base.text ? undefined : said;
  },
});

/** 「T 提醒我 X」 or 「提醒我 T X」 in its parts. */
function parts({ text, kind, frame }: Base): { when: string; what: string } | undefined {
  const cue = kind === 'reminder' ? ASKS.exec(text) : null;
  const times = frame.spans.filter((span) => span.kind === 'time' || span.kind === 'date' || span.kind === 'recurrence');
  const [time] = times;
  if (!cue || !time || times.length !== 1 || /[前后到至]/.test(time.text)) return undefined;
  const [lead, rest] = [text.slice(0, cue.index).trim(), text.slice(cue.index + cue[0].length).trim()];
  const what = lead === time.text ? rest : lead === '' && rest.startsWith(time.text) ? rest.slice(time.text.length) : '';
  return /^[^,，。;；\s的了一“「]{2}[^,，。;；\s]*$/.test(what) && !QUESTION.test(what) ? { when: time.text, what } : undefined;
}

const order = (name: string, say: (when: string, what: string) => string): Variation => ({
  name,
  vary: (base) => {
    const said = parts(base);
    return said && say(said.when, said.what);
  },
});

const named = (name: string, say: (client: NonNullable<Base['client']>) => string | undefined): Variation => ({
  name,
  loose: 'text',
  vary: ({ client, text }) => {
    const said = client && text.includes(client.name) && !/客户|那个|那位|尾号/.test(text) ? say(client) : undefined;
    return client && said ? text.replace(client.name, said) : undefined;
  },
});

const CHINESE = '一二三四五六七八九十';
const figureOf = (hour: string): number => {
  if (hour === '两') return 2;
  if (!hour.startsWith('十')) return CHINESE.indexOf(hour) + 1;
  return 10 + (hour.length > 1 ? CHINESE.indexOf(hour[1] as string) + 1 : 0);
};
const HOUR = /(?<![0-9一二三四五六七八九十第两])(十[一二]?|[一二两三四五六七八九])点(?![点子心])/g;
const isSlip = ({ kind, text }: Base): boolean => kind === 'reminder' && !/提醒/.test(text);

const SIMPLE = '记录电话见联系约时间号周给说让请帮谈了开会报单户财办张陈赵刘孙马吴郑钱欧阳顾岚兰丽贵宾个点们这过后天问银';
const TRADITIONAL = '記錄電話見聯繫約時間號週給說讓請幫談了開會報單戶財辦張陳趙劉孫馬吳鄭錢歐陽顧嵐蘭麗貴賓個點們這過後天問銀';

export const VARIATIONS: Variation[] = [
  ...['你好，', '嗯，', '哦对了，', '哦对了', '那个，', '辛苦了，', '不好意思，', '话说，', '另外，', '终于忙完了，', '刚开完会，'].map((words) =>
    head(words),
  ),
  ...['请', '麻烦', '帮我', '劳驾', '辛苦'].map((words) => head(words, (base) => base.kind === 'reminder' && ASKS.test(base.text))),
  ...['。', '！', '~', '…', ' ', '，谢谢', '谢谢', '，辛苦了', '，麻烦了', '啊谢谢', '哈，谢谢', '[抱拳]', ' 🙏', '，先这样', '，累死了'].map(
    (words) => tail(words),
  ),
  ...['啊', '哈', '哦', '呀'].map((words) => tail(words, (base) => !isSlip(base) && !/记得|别忘|[啊呀哦哈]/.test(base.text))),
  ...['吧', '好吗', '，可以吗'].map((words) =>
    tail(words, (base) => base.kind === 'reminder' && base.text.includes('提醒我') && !/好吗|一下/.test(base.text)),
  ),
  swap('a comma as a space', /[，,]\s*/g, ' '),
  swap('a half-width comma', /，/g, ','),
  swap('a full-width comma', /,/g, '，'),
  swap('two spaces', / /g, '  '),
  swap('full-width figures', /[0-9]/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0)),
  order('time, cue, thing', (when, what) => `${when}提醒我${what}`),
  order('time, comma, cue, thing', (when, what) => `${when}，提醒我${what}`),
  order('cue, time, thing', (when, what) => `提醒我${when}${what}`),
  order('thing, comma, time, cue', (when, what) => `${what}，${when}提醒我`),
  order('time, thing, comma, cue', (when, what) => `${when}${what}，提醒我`),
  order('time, thing, cue', (when, what) => `${when}${what}，记得提醒我`),
  order('cue, colon, time, thing', (when, what) => `提醒我：${when}${what}`),
  order('a reminder set', (when, what) => `设个提醒，${when}${what}`),
  order('a reminder noted', (when, what) => `记个待办，${when}${what}`),
  ...['叫我', '喊我', '提醒我一下', '记得提醒我', '别忘了提醒我', '到时候提醒我', '请提醒我', '准时提醒我'].map((words) =>
    swap(
      `提醒我 as ${words}`,
      /提醒我(?!一下|一声)/,
      words,
      ({ kind, text }) => kind === 'reminder' && !/记得|别忘|到时|务必|请|麻烦|再|提醒我.*提醒/.test(text),
    ),
  ),
  swap('an hour in figures', HOUR, (_, hour) => `${figureOf(hour)}点`),
  swap('半 as 30分', /([0-9一二两三四五六七八九十])点半/g, '$1点30分'),
  swap('点 as 点钟', /([0-9一二两三四五六七八九十])点(?=[\u4e00-\u9fff])(?![半一二两三四五六七八九十整钟多左前后之到子心])/g, '$1点钟'),
  swap('周 as 星期', /周(?=[一二三四五六日](?!期))/g, '星期'),
  swap('周 as 礼拜', /周(?=[一二三四五六日](?!期))/g, '礼拜'),
  swap('号 as 日', /(?<=月[0-9]{1,2})号/g, '日'),
  swap('明天 as 明日', /明天/g, '明日'),
  swap('今天 as 今日', /今天/g, '今日'),
  named('我的客户…', ({ name }) => `我的客户${name}`),
  named('那位…', ({ name }) => `那位${name}`),
  named('贵宾客户…', ({ name }) => `贵宾客户${name}`),
  named('…女士', ({ name, gender }) => (gender ? name + (gender === 'female' ? '女士' : '先生') : undefined)),
  named('…(尾号)', ({ name, tail: figures }) => (figures ? `${name}（${figures}）` : undefined)),
  named('尾号的…', ({ name, tail: figures }) => (figures ? `尾号${figures}的${name}` : undefined)),
  swap('刚 as 刚刚', /^刚(?=[跟和给])/, '刚刚', ({ kind }) => kind === 'contact'),
  swap('刚 as 我刚才', /^刚(?=[跟和给])/, '我刚才', ({ kind }) => kind === 'contact'),
  swap('跟 as 和', /(?<=^刚|天|午)跟(?=[\u4e00-\u9fff])/, '和', ({ kind }) => kind === 'contact'),
  swap('投诉 as 要投诉', /(?<=^[\u4e00-\u9fff]{2,3})(?<!要)投诉(?!件|的|了|说)/, '要投诉', ({ kind }) => kind === 'case'),
  swap('traditional characters', new RegExp(`[${SIMPLE}]`, 'g'), (character) => TRADITIONAL.charAt(SIMPLE.indexOf(character))),
];

/** Where a way of saying it does change what is meant, or is not worth more rules: the variation, the sentence, and why. */
export const EXCEPTIONS: readonly [variation: string, text: RegExp, why: string][] = [
  ['*', /^等我下班提醒我买菜$/, 'a time no clock tells is only heard in its plainest form'],
  ['*', /^记$/, 'one character and a particle are no message'],
  ['请…', /^(?:周岚|王总)/, '「请王总…」 asks the client, not us'],
  ['提醒我 as 叫我', /^提醒我吃药$/, '叫我 without a time is also what others do'],
  ['提醒我 as 喊我', /^提醒我吃药$/, '喊我 without a time is also what others do'],
  ['two spaces', /^查 138 0000|^查 0086|电话 通 /, 'the gap inside a number or a form is one space'],
  ['今天 as 今日', /^王总今天打电话抱怨|^今天的待办全都/, 'not heard yet; nothing is stored unasked'],
];
