import { describe, expect, test } from 'vitest';
import { incomingFromXml } from '../../src/wecom/incoming.js';
import { XmlError } from '../../src/wecom/xml.js';
import { SAMPLES } from './samples.js';
import { VECTORS } from './vectors.js';

const CHEN = { channel: 'app', userId: 'rm_chenyu' };

const CONTENTS: Record<keyof typeof SAMPLES, unknown> = {
  text: { kind: 'text', text: '查一下王女士的持仓' },
  image: { kind: 'media', media: 'image', mediaId: 'MEDIA_IMG_1', url: 'https://wework.qpic.example/p/1' },
  voice: { kind: 'media', media: 'voice', mediaId: 'MEDIA_VOICE_1' },
  location: { kind: 'location', latitude: 31.2304, longitude: 121.4737, label: '上海市黄浦区' },
  link: { kind: 'link', title: '产品说明', description: '稳健一号', url: 'https://rm.bank.example/p/1' },
  enter_agent: { kind: 'enter' },
  click: { kind: 'event', name: 'click', fields: { EventKey: 'TODAY_TASKS', AgentID: '1000042' } },
  view: { kind: 'event', name: 'view', fields: { EventKey: 'https://rm.bank.example/home', AgentID: '1000042' } },
  template_card_event: {
    kind: 'tap',
    key: 'submit_followup',
    taskId: 'fu-20251009-0001',
    cardType: 'multiple_interaction',
    selected: { result: ['reached'], next: ['d7'] },
  },
  template_card_menu_event: { kind: 'tap', key: 'snooze', taskId: 'fu-20251009-0002', cardType: 'text_notice', selected: {} },
  sys_approval_change: {
    kind: 'event',
    name: 'sys_approval_change',
    fields: {
      AgentID: '3010040',
      ApprovalInfo: { SpNo: '202510090001', SpStatus: '2', Applyer: { UserId: 'rm_chenyu', Party: '12' }, StatuChangeEvent: '2' },
    },
  },
  add_external_contact: {
    kind: 'event',
    name: 'change_external_contact',
    fields: {
      ChangeType: 'add_external_contact',
      UserID: 'rm_chenyu',
      ExternalUserID: 'wmBankDemo0000000000000000000001',
      State: 'branch_0021',
      WelcomeCode: 'WC_demo_1',
    },
  },
  edit_external_contact: { kind: 'event', name: 'change_external_contact', fields: { ChangeType: 'edit_external_contact', UserID: 'rm_chenyu' } },
  add_half_external_contact: {
    kind: 'event',
    name: 'change_external_contact',
    fields: { ChangeType: 'add_half_external_contact', WelcomeCode: 'WC_demo_2' },
  },
  del_external_contact: {
    kind: 'event',
    name: 'change_external_contact',
    fields: { ChangeType: 'del_external_contact', Source: 'DELETE_BY_TRANSFER' },
  },
  del_follow_user: { kind: 'event', name: 'change_external_contact', fields: { ChangeType: 'del_follow_user' } },
  transfer_fail: {
    kind: 'event',
    name: 'change_external_contact',
    fields: { ChangeType: 'transfer_fail', FailReason: 'customer_refused', UserID: 'rm_lihua' },
  },
  create_user: { kind: 'event', name: 'change_contact', fields: { ChangeType: 'create_user', UserID: 'rm_lihua', Department: '12,15' } },
  update_user: {
    kind: 'event',
    name: 'change_contact',
    fields: { ChangeType: 'update_user', UserID: 'rm_lihua', NewUserID: 'rm_lihua2', Department: '12' },
  },
  delete_user: { kind: 'event', name: 'change_contact', fields: { ChangeType: 'delete_user', UserID: 'rm_lihua2' } },
};

describe.each(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])('%s', (name) => {
  const message = incomingFromXml(SAMPLES[name]);

  test('content', () => {
    expect(message.content).toMatchObject(CONTENTS[name] as object);
    if (message.content.kind !== 'event') expect(message.content).toEqual(CONTENTS[name]);
  });
  test('sender, time, place', () => {
    const createTime = /<CreateTime>(\d+)</.exec(SAMPLES[name])![1];
    const from = /<FromUserName><!\[CDATA\[(\w+)\]/.exec(SAMPLES[name])![1];
    expect(message).toMatchObject({ channel: 'app', from, place: 'private', sentAt: new Date(Number(createTime) * 1000) });
  });
});

test('every sample has a dedupe key of its own, and the same one when it comes again', () => {
  const keys = Object.values(SAMPLES).map((xml) => incomingFromXml(xml).dedupeKey);
  expect(new Set(keys).size).toBe(Object.keys(SAMPLES).length);
  expect(incomingFromXml(SAMPLES.text).dedupeKey).toBe(keys[0]);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
});

test('a tap carries what an update of the card needs', () => {
  expect(incomingFromXml(SAMPLES.template_card_event).replyTo).toEqual({
    ...CHEN,
    responseCode: 'RC_7f21',
    taskId: 'fu-20251009-0001',
    cardType: 'multiple_interaction',
  });
  expect(incomingFromXml(VECTORS.V5.plain).replyTo).toMatchObject({ responseCode: 'rc_demo_0001', taskId: 'task-0001@rm' });
  expect(incomingFromXml(SAMPLES.text).replyTo).toEqual(CHEN);
});

test('several options of one question come as a list', () => {
  const xml = SAMPLES.template_card_event.replace(
    '<OptionId><![CDATA[reached]]></OptionId>',
    '<OptionId>a</OptionId><OptionId><![CDATA[b]]></OptionId>',
  );
  expect(incomingFromXml(xml).content).toMatchObject({ selected: { result: ['a', 'b'], next: ['d7'] } });
});

const wrap = (inner: string): string =>
  `<xml><ToUserName>ww1</ToUserName><FromUserName>u1</FromUserName><CreateTime>1760000000</CreateTime>${inner}</xml>`;

test.each([
  [
    'a type not known',
    wrap('<MsgType>hologram</MsgType><Shape>x</Shape><MsgId>1</MsgId>'),
    { kind: 'event', name: 'hologram', fields: { Shape: 'x', MsgId: '1' } },
  ],
  [
    'an event not known',
    wrap('<MsgType>event</MsgType><Event>low_active</Event><AgentID>1</AgentID>'),
    { kind: 'event', name: 'low_active', fields: { AgentID: '1' } },
  ],
  [
    'LOCATION reports',
    wrap('<MsgType>event</MsgType><Event>LOCATION</Event><Latitude>1.5</Latitude>'),
    { kind: 'event', name: 'LOCATION', fields: { Latitude: '1.5' } },
  ],
  [
    'a scan',
    wrap('<MsgType>event</MsgType><Event>scancode_push</Event><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>'),
    { kind: 'event', name: 'scancode_push', fields: { ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '1' } } },
  ],
  ['a location without numbers', wrap('<MsgType>location</MsgType><Label>x</Label>'), { kind: 'event', name: 'location', fields: { Label: 'x' } }],
  ['a video', wrap('<MsgType>video</MsgType><MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>'), { kind: 'media', media: 'video', mediaId: 'm' }],
  [
    'a file, should one come',
    wrap('<MsgType>file</MsgType><MediaId>m</MediaId><FileName>名单.xlsx</FileName>'),
    { kind: 'media', media: 'file', mediaId: 'm', fileName: '名单.xlsx' },
  ],
  ['no type at all', wrap('<InfoType>suite_ticket</InfoType>'), { kind: 'event', name: 'suite_ticket', fields: { InfoType: 'suite_ticket' } }],
  ['a text that is empty', wrap('<MsgType>text</MsgType><Content></Content>'), { kind: 'text', text: '' }],
])('keeps %s', (_name, xml, content) => {
  expect(incomingFromXml(xml).content).toEqual(content);
});

test('a strange time is no time', () => {
  const at = (time: string): Date | undefined =>
    incomingFromXml(`<xml><FromUserName>u</FromUserName><CreateTime>${time}</CreateTime><MsgType>text</MsgType></xml>`).sentAt;
  expect(at('soon')).toBeUndefined();
  expect(at('-1')).toBeUndefined();
  expect(at('99999999999999999')).toBeUndefined();
  expect(at(' 1760000000 ')).toEqual(new Date(1_760_000_000_000));
});

test('a message by nobody is refused, an event by nobody is the system', () => {
  expect(() => incomingFromXml('<xml><MsgType>text</MsgType><Content>x</Content></xml>')).toThrow(XmlError);
  expect(incomingFromXml('<xml><MsgType>event</MsgType><Event>x</Event></xml>').from).toBe('sys');
});
