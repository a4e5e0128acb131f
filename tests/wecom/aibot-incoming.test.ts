import { describe, expect, test } from 'vitest';
import { incomingFromFrame, isKick } from '../../src/wecom/aibot/incoming.js';

const frame = (body: object, reqId = 'd2b1-77') => ({
  headers: { req_id: reqId },
  body: { msgid: 'm-1', aibotid: 'BOT1', from: { userid: 'lina' }, ...body },
});
const single = (body: object) => frame({ chattype: 'single', ...body });
const group = (content: string) => frame({ chatid: 'wrGroupA', chattype: 'group', msgtype: 'text', text: { content } });

describe('messages', () => {
  test.each<[string, object, object]>([
    ['text', { msgtype: 'text', text: { content: '查 李秀兰' } }, { kind: 'text', text: '查 李秀兰' }],
    ['text that begins with @ in a private chat', { msgtype: 'text', text: { content: '@x 查' } }, { kind: 'text', text: '@x 查' }],
    ['voice, as words', { msgtype: 'voice', voice: { content: '记 李秀兰 电话' } }, { kind: 'media', media: 'voice', text: '记 李秀兰 电话' }],
    ['image', { msgtype: 'image', image: { url: 'https://f/1', aeskey: 'K' } }, { kind: 'media', media: 'image', url: 'https://f/1', aesKey: 'K' }],
    ['file', { msgtype: 'file', file: { url: 'https://f/2', aeskey: 'K' } }, { kind: 'media', media: 'file', url: 'https://f/2', aesKey: 'K' }],
    ['video', { msgtype: 'video', video: { url: 'https://f/3', aeskey: 'K' } }, { kind: 'media', media: 'video', url: 'https://f/3', aesKey: 'K' }],
    [
      'mixed',
      {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '看这张' } },
            { msgtype: 'image', image: { url: 'https://f/4', aeskey: 'K' } },
            { msgtype: 'text', text: { content: '和这句' } },
          ],
        },
      },
      { kind: 'media', media: 'mixed', text: '看这张\n和这句', url: 'https://f/4', aesKey: 'K' },
    ],
    ['a type not known', { msgtype: 'hologram', hologram: { shape: 'x' } }, { kind: 'event', name: 'hologram', fields: { shape: 'x' } }],
    ['a text without its part', { msgtype: 'text' }, { kind: 'text', text: '' }],
  ])('%s', (_name, body, content) => {
    expect(incomingFromFrame(single(body))).toMatchObject({
      dedupeKey: 'm-1',
      channel: 'aibot',
      from: 'lina',
      place: 'private',
      replyTo: { channel: 'aibot', userId: 'lina', reqId: 'd2b1-77', reqKind: 'message' },
    });
    expect(incomingFromFrame(single(body))!.content).toEqual(content);
  });

  test('a quote is kept beside the text', () => {
    const quoted = incomingFromFrame(
      single({ msgtype: 'text', text: { content: '什么意思' }, quote: { msgtype: 'text', text: { content: 'build 42 is red' } } }),
    );
    expect(quoted).toMatchObject({ quoted: 'build 42 is red', content: { text: '什么意思' } });
    expect(incomingFromFrame(single({ msgtype: 'text', text: { content: 'x' } }))).not.toHaveProperty('quoted');
  });

  test('the time it was sent', () => {
    expect(incomingFromFrame(single({ msgtype: 'text', text: { content: 'x' }, create_time: 1_795_280_000 }))!.sentAt).toEqual(
      new Date(1_795_280_000_000),
    );
    expect(incomingFromFrame(single({ msgtype: 'text', text: { content: 'x' }, create_time: 'soon' }))!.sentAt).toBeUndefined();
  });
});

describe('groups', () => {
  test.each([
    ['@OpsBot status?', undefined, 'status?'],
    ['@财伴 查 李秀兰', undefined, '查 李秀兰'],
    ['@财伴\u2005查 李秀兰', undefined, '查 李秀兰'],
    ['@财伴', undefined, ''],
    ['查 李秀兰', undefined, '查 李秀兰'],
    ['@理财 助手 帮助', '理财 助手', '帮助'],
    ['帮助 @财伴', '财伴', '帮助'],
    ['@财伴 @张三 的客户', '财伴', '@张三 的客户'],
  ])('%j with name %j is %j', (content, botName, text) => {
    expect(incomingFromFrame(group(content), { botName })).toMatchObject({
      place: 'group',
      content: { kind: 'text', text },
      replyTo: { userId: 'lina', chatId: 'wrGroupA' },
    });
  });
});

describe('events', () => {
  const event = (data: object, more: object = {}) =>
    frame({ msgid: 'e-9', create_time: 1_795_280_000, msgtype: 'event', event: data, ...more }, 'ev-9');

  test('a tap, its data one level deeper', () => {
    const tap = event(
      {
        eventtype: 'template_card_event',
        template_card_event: {
          card_type: 'vote_interaction',
          event_key: 'submit_vote',
          task_id: 'vote-7',
          selected_items: {
            selected_item: [
              { question_key: 'q1', option_ids: { option_id: ['a', 'c'] } },
              { question_key: 'q2', option_ids: { option_id: 'x' } },
            ],
          },
        },
      },
      { chattype: 'single' },
    );
    expect(incomingFromFrame(tap)).toMatchObject({
      dedupeKey: 'e-9',
      content: { kind: 'tap', key: 'submit_vote', taskId: 'vote-7', cardType: 'vote_interaction', selected: { q1: ['a', 'c'], q2: ['x'] } },
      replyTo: { reqId: 'ev-9', reqKind: 'tap', taskId: 'vote-7', cardType: 'vote_interaction' },
    });
  });
  test('a tap on a button has nothing selected', () => {
    const tap = event(
      { eventtype: 'template_card_event', template_card_event: { card_type: 'button_interaction', event_key: 'undo:8812', task_id: 't' } },
      { chatid: 'wrG' },
    );
    expect(incomingFromFrame(tap)).toMatchObject({ place: 'group', content: { key: 'undo:8812', selected: {} }, replyTo: { chatId: 'wrG' } });
  });
  test('opening the chat, also where the sample lacks a chat type', () => {
    expect(incomingFromFrame(event({ eventtype: 'enter_chat' }))).toMatchObject({
      place: 'private',
      content: { kind: 'enter' },
      replyTo: { reqId: 'ev-9', reqKind: 'enter' },
    });
  });
  test('feedback and what is not known are kept', () => {
    expect(
      incomingFromFrame(event({ eventtype: 'feedback_event', feedback_event: { id: 'run-42', type: 2, inaccurate_reason_list: [1] } }))!.content,
    ).toEqual({
      kind: 'event',
      name: 'feedback_event',
      fields: { id: 'run-42', type: 2, inaccurate_reason_list: [1] },
    });
    expect(incomingFromFrame(event({ eventtype: 'enter_check_update' }))!.content).toEqual({ kind: 'event', name: 'enter_check_update', fields: {} });
  });
  test('a kick is by nobody and no message', () => {
    const kick = { headers: { req_id: 'ev-10' }, body: { msgid: 'e-10', msgtype: 'event', event: { eventtype: 'disconnected_event' } } };
    expect(isKick(kick)).toBe(true);
    expect(incomingFromFrame(kick)).toBeUndefined();
    expect(isKick(event({ eventtype: 'enter_chat' }))).toBe(false);
  });
});

test.each([[{}], [{ body: null }], [{ body: [] }], [{ body: 'x' }], [{ body: { from: null } }], [{ headers: {}, body: { from: { userid: 7 } } }]])(
  '%j is no message',
  (broken) => {
    expect(incomingFromFrame(broken)).toBeUndefined();
  },
);

test('without msgid the body itself is the key', () => {
  const body = { from: { userid: 'a' }, msgtype: 'text', text: { content: 'x' } };
  const key = incomingFromFrame({ headers: { req_id: '1' }, body })!.dedupeKey;
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(incomingFromFrame({ headers: { req_id: '2' }, body })!.dedupeKey).toBe(key);
});
