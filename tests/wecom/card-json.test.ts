import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardReply, Reply } from '../../src/bot/reply.js';
import { AIBOT_LIMITS, APP_LIMITS, checkCard } from '../../src/emulator/card-rules.js';
import { aibotCardUpdate, aibotPayloads } from '../../src/wecom/aibot-payload.js';
import { appCardUpdate, appPayloads, appRequest } from '../../src/wecom/app-payload.js';
import { taskIdOf } from '../../src/wecom/card-json.js';
import type { AibotPayload, AppPayload } from '../../src/wecom/channels.js';
import { CARD_ICONS, iconOf, sourceText } from '../../src/wecom/icons.js';

const BASE = 'https://caiban.bank.example';
const context = { publicUrl: BASE, taskId: 'contact-saved-8812-1' };

const card = (changes: Partial<CardReply> = {}): CardReply => ({
  kind: 'card',
  form: 'button_interaction',
  name: 'contact-saved',
  ref: '8812',
  source: { word: '联络' },
  title: '已记：李阿姨 电话15分钟，接通',
  desc: '今天 09:31，算一次有效联络',
  sub: '09:41前可撤销，连同信息和待办一起收回',
  rows: [{ key: '内容', value: '祝生日，聊孙女高考和到期安排' }],
  buttons: [
    { text: '撤销', key: 'undo:8812' },
    { text: '修改', key: 'edit:8812' },
    { text: '看客户', href: '/c/1' },
  ],
  picks: [],
  ...changes,
});

function bodyOf(payload: AppPayload | undefined): Record<string, unknown> {
  if (payload?.kind !== 'body' || payload.body.msgtype !== 'template_card') throw new Error('no card');
  return payload.body.template_card;
}

function textOf(payload: AppPayload | undefined): string {
  if (payload?.kind !== 'body' || payload.body.msgtype !== 'text') throw new Error('no text');
  return payload.body.text.content;
}

function botCard(payload: AibotPayload | undefined): Record<string, unknown> {
  if (payload?.kind !== 'card') throw new Error('no card');
  return payload.card;
}

describe('the card of the style guide', () => {
  test('in the app', () => {
    expect(bodyOf(appPayloads(card(), context)[0])).toEqual({
      card_type: 'button_interaction',
      source: { icon_url: `${BASE}/icon/contact.png`, desc: '财伴 联络', desc_color: 0 },
      task_id: 'contact-saved-8812-1',
      main_title: { title: '已记：李阿姨 电话15分钟，接通', desc: '今天 09:31，算一次有效联络' },
      sub_title_text: '09:41前可撤销，连同信息和待办一起收回',
      horizontal_content_list: [{ keyname: '内容', value: '祝生日，聊孙女高考和到期安排' }],
      button_list: [
        { text: '撤销', style: 2, key: 'undo:8812' },
        { text: '修改', style: 2, key: 'edit:8812' },
        { type: 1, text: '看客户', style: 2, url: `${BASE}/c/1` },
      ],
    });
  });
  test('on the aibot a link button calls back', () => {
    expect(botCard(aibotPayloads(card(), context)[0])['button_list']).toEqual([
      { text: '撤销', style: 2, key: 'undo:8812' },
      { text: '修改', style: 2, key: 'edit:8812' },
      { text: '看客户', style: 2, key: 'open:/c/1' },
    ]);
  });
});

describe('forms', () => {
  test('text_notice with its menu and emphasis', () => {
    const notice = card({
      form: 'text_notice',
      buttons: [],
      href: '/c/1',
      source: { word: '超时', urgent: true },
      emphasis: { title: '50.00万', desc: '到账金额' },
      quote: '到账晚了三天',
      menu: { desc: '更多', items: [{ text: '今天不再提醒', key: 'snooze:1' }] },
      rows: [
        { key: '客户经理', value: '陈宇', userId: 'rm_chenyu' },
        { key: '详情', value: '打开', href: '/b/1' },
      ],
    });
    expect(bodyOf(appPayloads(notice, context)[0])).toMatchObject({
      card_type: 'text_notice',
      source: { desc: '财伴 超时', desc_color: 2, icon_url: `${BASE}/icon/late.png` },
      emphasis_content: { title: '50.00万', desc: '到账金额' },
      quote_area: { type: 0, quote_text: '到账晚了三天' },
      action_menu: { desc: '更多', action_list: [{ text: '今天不再提醒', key: 'snooze:1' }] },
      horizontal_content_list: [
        { type: 3, keyname: '客户经理', value: '陈宇', userid: 'rm_chenyu' },
        { type: 1, keyname: '详情', value: '打开', url: `${BASE}/b/1` },
      ],
      card_action: { type: 1, url: `${BASE}/c/1` },
    });
  });
  test('news_notice with its picture', () => {
    const news = card({ form: 'news_notice', buttons: [], href: '/b/2', image: { url: '/pic/1.png', ratio: 9 }, sub: undefined });
    expect(bodyOf(appPayloads(news, context)[0])).toMatchObject({
      card_type: 'news_notice',
      card_image: { url: `${BASE}/pic/1.png`, aspect_ratio: 2.24 },
    });
  });
  test('a vote', () => {
    const vote = card({
      form: 'vote_interaction',
      buttons: [],
      rows: [],
      sub: undefined,
      check: {
        key: 'items',
        multiple: true,
        options: [
          { id: '1', text: '李秀兰', checked: true },
          { id: '2', text: '王总' },
        ],
      },
      submit: { text: '办完这些', key: 'done:1' },
    });
    expect(bodyOf(appPayloads(vote, context)[0])).toMatchObject({
      card_type: 'vote_interaction',
      checkbox: {
        question_key: 'items',
        mode: 1,
        option_list: [
          { id: '1', text: '李秀兰', is_checked: true },
          { id: '2', text: '王总', is_checked: false },
        ],
      },
      submit_button: { text: '办完这些', key: 'done:1' },
    });
  });
  test('picks, the present value chosen', () => {
    const edit = card({
      form: 'multiple_interaction',
      buttons: [],
      rows: [],
      sub: undefined,
      picks: [
        {
          key: 'mode',
          title: '方式',
          options: [
            { id: 'call', text: '电话' },
            { id: 'visit', text: '面访' },
          ],
          selected: 'visit',
        },
      ],
      submit: { text: '保存修改', key: 'save:1' },
    });
    expect(bodyOf(appPayloads(edit, context)[0])).toMatchObject({
      select_list: [
        {
          question_key: 'mode',
          title: '方式',
          selected_id: 'visit',
          option_list: [
            { id: 'call', text: '电话' },
            { id: 'visit', text: '面访' },
          ],
        },
      ],
      submit_button: { text: '保存修改', key: 'save:1' },
    });
  });
});

describe('what WeCom cannot take', () => {
  const seven = Array.from({ length: 7 }, (_none, i) => i + 1);

  test('more than six rows: the others go before the card', () => {
    const [text, rest] = appPayloads(card({ rows: seven.map((i) => ({ key: `键${i}`, value: `值${i}` })) }), context);
    expect(textOf(text)).toBe('键7：值7');
    expect(bodyOf(rest)['horizontal_content_list']).toHaveLength(6);
  });
  test('rows beside a vote go before it', () => {
    const vote = card({ form: 'vote_interaction', buttons: [], check: { key: 'k', multiple: false, options: [{ id: '1', text: '一' }] } });
    const [text, rest] = appPayloads(vote, context);
    expect(textOf(text)).toBe('09:41前可撤销，连同信息和待办一起收回\n内容：祝生日，聊孙女高考和到期安排');
    expect(bodyOf(rest)).not.toHaveProperty('horizontal_content_list');
  });
  test.each<[string, Partial<CardReply>]>([
    ['seven buttons', { buttons: seven.map((i) => ({ text: `第${i}`, key: `k${i}` })) }],
    [
      'two buttons with one key',
      {
        buttons: [
          { text: '甲', key: 'k' },
          { text: '乙', key: 'k' },
        ],
      },
    ],
    ['a button without words', { buttons: [{ text: ' ', key: 'k' }] }],
    [
      '21 options',
      {
        form: 'vote_interaction',
        buttons: [],
        check: { key: 'k', multiple: true, options: Array.from({ length: 21 }, (_none, i) => ({ id: `${i}`, text: `项${i}` })) },
      },
    ],
    [
      'four picks',
      {
        form: 'multiple_interaction',
        buttons: [],
        picks: seven.slice(0, 4).map((i) => ({ key: `k${i}`, title: `问${i}`, options: [{ id: 'a', text: '甲' }] })),
      },
    ],
    ['a notice that leads nowhere', { form: 'text_notice', buttons: [] }],
    ['a menu of four', { menu: { desc: '', items: seven.slice(0, 4).map((i) => ({ text: `${i}`, key: `k${i}` })) } }],
    ['no title', { title: '' }],
  ])('%s: the whole reply as text', (_name, changes) => {
    const payloads = appPayloads(card(changes), context);
    expect(payloads).toHaveLength(1);
    expect(textOf(payloads[0])).toContain(changes.title ?? '已记：李阿姨');
    expect(aibotPayloads(card(changes), context)).toMatchObject([{ kind: 'markdown' }]);
  });
  test('a picture card without picture is a notice', () => {
    expect(bodyOf(appPayloads(card({ form: 'news_notice', buttons: [], href: '/b/1' }), context)[0])['card_type']).toBe('text_notice');
  });
  test('a link that cannot be opened is no link', () => {
    const json = JSON.stringify(
      appPayloads(card({ href: 'tel:138', rows: [{ key: '电话', value: '拨打', href: 'javascript:x' }] }), { taskId: 't' }),
    );
    expect(json).not.toMatch(/card_action|javascript|icon_url/);
    expect(json).toContain('"key":"open:/c/1"');
  });
});

test.each([
  ['https://a.example', true],
  ['http://127.0.0.1:3000', true],
  ['http://localhost:3000', true],
  ['http://10.0.0.1', false],
  ['http://127.0.0.1.evil.example', false],
  [undefined, false],
])('with %s there is an icon: %s', (publicUrl, has) => {
  expect('icon_url' in (bodyOf(appPayloads(card(), { taskId: 't', publicUrl })[0])['source'] as object)).toBe(has);
});

test('every source word has its icon', () => {
  for (const word of '客户 联络 待确认 帮助 待办 提醒 早报 案件 超时 现场 推荐 代理 团队 关怀 到期 挽留 建议书 通报 发前检查 适当性'.split(' ')) {
    expect(iconOf(word)).toBe(CARD_ICONS[word]);
    expect(iconOf(`财伴 ${word}`)).toBe(CARD_ICONS[word]);
    expect(sourceText(word)).toBe(`财伴 ${word}`);
  }
  expect(iconOf('constructor').name).toBe('caiban');
  expect(sourceText('')).toBe('财伴');
  expect(sourceText('财伴 客户')).toBe('财伴 客户');
});

test('texts in fields stay texts, cut and on one line', () => {
  const json = bodyOf(
    appPayloads(
      card({
        title: `<a>**客户**\n${'长'.repeat(40)}`,
        rows: [
          { key: '很长的键名', value: '' },
          { key: '六个字的键名', value: 'x'.repeat(40) },
        ],
      }),
      context,
    )[0],
  );
  expect(json['main_title']).toMatchObject({ title: `<a>**客户** ${'长'.repeat(15)}…` });
  expect(json['horizontal_content_list']).toEqual([
    { keyname: '很长的键名', value: '—' },
    { keyname: '六个字的…', value: `${'x'.repeat(25)}…` },
  ]);
});

test('half a link mark in a field is nothing', () => {
  const json = bodyOf(appPayloads(card({ title: 'a\uE000b\uE001c', desc: '\uE000/c\uE001李秀兰\uE002' }), context)[0]);
  expect(json['main_title']).toEqual({ title: 'abc', desc: '李秀兰' });
});

test('a task id has only the signs it may have, and keeps its revision', () => {
  expect(taskIdOf({ name: 'contact-saved', ref: '8812' }, 1)).toBe('contact-saved-8812-1');
  expect(taskIdOf({ name: '查:客户', ref: 'a b' }, 'x.1')).toBe('____-a_b-x_1');
  expect(taskIdOf({ name: 'n'.repeat(200) }, 77)).toMatch(/^n+-77$/);
  expect(taskIdOf({ name: 'n'.repeat(200) }, 77)).toHaveLength(128);
});

describe('request', () => {
  const [payload] = appPayloads({ kind: 'text', text: '好' }, context);
  const body = payload!.kind === 'body' ? payload!.body : undefined;
  test('is the same for one row and differs between rows', () => {
    const at = (rowOffset: number): string => appRequest(body!, { userId: 'rm', agentId: 1, rowOffset });
    expect(JSON.parse(at(3))).toEqual({
      touser: 'rm',
      agentid: 1,
      msgtype: 'text',
      text: { content: '好' },
      enable_duplicate_check: 1,
      duplicate_check_interval: 14_397,
    });
    expect(at(3)).toBe(at(3));
    expect(at(4)).not.toBe(at(3));
    expect((JSON.parse(at(123_456_789)) as { duplicate_check_interval: number }).duplicate_check_interval).toBeGreaterThan(7199);
  });
});

describe('card update', () => {
  const to = { userId: 'rm', agentId: 1, responseCode: 'R', cardType: 'button_interaction', taskId: 't-2', publicUrl: BASE };
  test('greys the buttons', () => {
    expect(JSON.parse(appCardUpdate({ kind: 'card-change', after: '已撤销 09:33' }, to)!)).toEqual({
      userids: ['rm'],
      agentid: 1,
      response_code: 'R',
      button: { replace_name: '已撤销 09:33' },
    });
  });
  test('puts another card in its place', () => {
    const update = JSON.parse(appCardUpdate({ kind: 'card-change', card: card(), after: '已选' }, to)!) as Record<string, Record<string, unknown>>;
    expect(update).toMatchObject({ response_code: 'R', template_card: { card_type: 'button_interaction', task_id: 't-2', replace_text: '已选' } });
    checkCard(update['template_card']!, { ...APP_LIMITS, update: true });
  });
  test('a notice cannot be greyed by words alone', () => {
    expect(appCardUpdate({ kind: 'card-change', after: '已办' }, { ...to, cardType: 'text_notice' })).toBeUndefined();
  });
  test('on the aibot the tapped card is closed under its own id', () => {
    const closed = aibotCardUpdate({ kind: 'card-change', after: '已撤销 09:33' }, { publicUrl: BASE, taskId: 'tapped-1' }, card());
    expect(closed).toMatchObject({
      card_type: 'text_notice',
      task_id: 'tapped-1',
      main_title: { title: '已记：李阿姨 电话15分钟，接通', desc: '已撤销 09:33' },
    });
    checkCard(closed!, { ...AIBOT_LIMITS, update: true });
    const bare = aibotCardUpdate({ kind: 'card-change', after: '已撤销' }, { taskId: 'tapped-1' });
    expect(bare).toMatchObject({ task_id: 'tapped-1', main_title: { title: '已撤销' } });
    checkCard(bare!, { ...AIBOT_LIMITS, update: true });
  });
});

describe('pictures and files', () => {
  const png = new Uint8Array(100).fill(1);
  test('the line first, then the picture', () => {
    expect(appPayloads({ kind: 'image', png, text: '本周过半' }, context)).toMatchObject([
      { kind: 'body' },
      { kind: 'media', upload: { media: 'image', fileName: 'picture.png' } },
    ]);
    expect(aibotPayloads({ kind: 'file', fileName: '名单.xlsx', bytes: png, text: '已生成' }, context)).toMatchObject([
      { kind: 'markdown', content: '已生成' },
      { kind: 'media', upload: { media: 'file', fileName: '名单.xlsx' } },
    ]);
  });
  test('a picture too large for a picture goes as a file, and too large for that stays away', () => {
    expect(appPayloads({ kind: 'image', png: new Uint8Array(6 * 1024 * 1024), text: 'x' }, context)[1]).toMatchObject({ upload: { media: 'file' } });
    expect(appPayloads({ kind: 'file', fileName: 'x', bytes: new Uint8Array(21 * 1024 * 1024), text: 'x' }, context)).toHaveLength(1);
    expect(aibotPayloads({ kind: 'image', png: new Uint8Array(0), text: 'x' }, context)).toHaveLength(1);
  });
});

const words = fc.string({
  unit: fc.constantFrom('中', 'a', ' ', '\n', '<a>', '**', '\u{20BB7}', '👨‍👩‍👧', '\ud800', '，', '\uE000', '&lt;'),
  maxLength: 150,
});
const key = fc.oneof(fc.string({ maxLength: 20 }), fc.constant('k'), fc.constant('长'.repeat(400)));
const href = fc.constantFrom('/c', 'https://x.example/1', 'tel:138', 'javascript:x', '', '/a b"c');
const options = fc.array(fc.record({ id: key, text: words, checked: fc.boolean() }), { maxLength: 23 });
const anyCard: fc.Arbitrary<CardReply> = fc.record(
  {
    kind: fc.constant('card' as const),
    form: fc.constantFrom(
      'button_interaction' as const,
      'multiple_interaction' as const,
      'vote_interaction' as const,
      'text_notice' as const,
      'news_notice' as const,
    ),
    name: fc.constant('any'),
    source: fc.record({ word: words, urgent: fc.boolean() }),
    title: words,
    desc: words,
    quote: words,
    sub: words,
    emphasis: fc.record({ title: words, desc: words }),
    rows: fc.array(fc.record({ key: words, value: words, href, userId: fc.constant('u') }, { requiredKeys: ['key', 'value'] }), { maxLength: 9 }),
    buttons: fc.array(fc.record({ text: words, key, href, primary: fc.boolean() }, { requiredKeys: ['text'] }), { maxLength: 8 }),
    check: fc.record({ key, multiple: fc.boolean(), options }),
    picks: fc.array(fc.record({ key, title: words, options, selected: key }), { maxLength: 4 }),
    submit: fc.record({ text: words, key }),
    menu: fc.record({ desc: words, items: fc.array(fc.record({ text: words, key }), { maxLength: 4 }) }),
    href,
    image: fc.record({ url: href, ratio: fc.double() }),
  },
  { requiredKeys: ['kind', 'form', 'name', 'source', 'title', 'rows', 'buttons', 'picks'] },
);
const LENGTHS: Record<string, number> = { title: 26, desc: 30, sub_title_text: 112, keyname: 5, value: 26, quote_text: 112, text: 17 };

function checkLengths(value: unknown): void {
  if (Array.isArray(value)) value.forEach(checkLengths);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, field] of Object.entries(value)) {
      if (typeof field !== 'string') checkLengths(field);
      else if (name in LENGTHS) {
        expect(field.length, name).toBeLessThanOrEqual(LENGTHS[name]!);
        expect(field).not.toMatch(/[\n\uE000-\uE002]/);
      }
    }
  }
}

test('whatever the card, what goes out is within the limits of both channels', () => {
  fc.assert(
    fc.property(anyCard, fc.constantFrom(BASE, undefined), (reply: Reply, publicUrl) => {
      for (const payload of appPayloads(reply, { publicUrl, taskId: 't-1' })) {
        if (payload.kind !== 'body') continue;
        expect(JSON.stringify(payload)).not.toMatch(/\\ud[89a-f]/);
        if (payload.body.msgtype === 'text') {
          expect(Buffer.byteLength(payload.body.text.content)).toBeLessThanOrEqual(2048);
          expect(payload.body.text.content).not.toBe('');
        } else {
          checkCard(bodyOf(payload), APP_LIMITS);
          checkLengths(bodyOf(payload));
        }
      }
      for (const payload of aibotPayloads(reply, { publicUrl, taskId: 't-1' })) {
        if (payload.kind === 'markdown') expect(Buffer.byteLength(payload.content)).toBeLessThanOrEqual(20_480);
        else {
          checkCard(botCard(payload), AIBOT_LIMITS);
          checkLengths(botCard(payload));
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('a choice of nothing but link marks goes out as text', () => {
  const choice = card({ form: 'vote_interaction', check: { key: 'k', multiple: false, options: [{ id: '1', text: '\uE000\uE001' }] } });
  expect(textOf(appPayloads(choice, context)[0])).not.toBe('');
});

test('tappable cards stay tappable when nothing is too much', () => {
  const small = fc.string({ unit: fc.constantFrom('中', 'a', '长'), minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 6 }), small, small, (ids, title, label) => {
      const payloads = appPayloads(card({ title, buttons: ids.map((id) => ({ text: label, key: `do:${id}` })) }), context);
      expect((bodyOf(payloads[0])['button_list'] as { key: string }[]).map((button) => button.key)).toEqual(ids.map((id) => `do:${id}`));
    }),
  );
});
