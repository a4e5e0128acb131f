import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anyText, buttonCard, eventually, type Json, type Kit, type Service, startKit } from './harness.js';

const URL_ACTION = { type: 1, url: 'https://rm.bank.example/t/1' };
const OPTIONS = [
  { id: 'a', text: '甲' },
  { id: 'b', text: '乙' },
  { id: 'c', text: '丙' },
];

const textNotice = (more: Json = {}): Json => ({ card_type: 'text_notice', main_title: { title: '大额到账' }, card_action: URL_ACTION, ...more });
const newsNotice = (more: Json = {}): Json => ({
  card_type: 'news_notice',
  main_title: { title: '今日要点' },
  card_image: { url: 'https://rm.bank.example/n.png', aspect_ratio: 1.6 },
  card_action: URL_ACTION,
  ...more,
});
const vote = (more: Json = {}): Json => ({
  card_type: 'vote_interaction',
  main_title: { title: '路演意向' },
  task_id: `vote-${Math.random().toString(36).slice(2)}`,
  checkbox: { question_key: 'topic', mode: 1, option_list: OPTIONS },
  submit_button: { text: '提交', key: 'vote_submit' },
  ...more,
});
const multiple = (more: Json = {}): Json => ({
  card_type: 'multiple_interaction',
  main_title: { title: '回访结果' },
  task_id: `multi-${Math.random().toString(36).slice(2)}`,
  select_list: [{ question_key: 'result', title: '结果', selected_id: 'b', option_list: OPTIONS }],
  submit_button: { text: '提交', key: 'submit' },
  ...more,
});
const button = (more: Json = {}): Json => buttonCard(`task-${Math.random().toString(36).slice(2)}`, more);
const repeat = <T>(count: number, item: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => item(at));

describe('what WeCom checks in a card', () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = await startKit();
    await kit.service();
    await kit.control('PUT', 'settings', { memberPerMinute: 10_000 });
  });
  afterAll(() => kit.close());

  const cases: [string, number, Json][] = [
    ['text notice', 0, textNotice()],
    ['text notice with a sub title only', 0, textNotice({ main_title: {}, sub_title_text: '说明' })],
    ['text notice without any title', 42033, textNotice({ main_title: {} })],
    ['text notice without card_action', 42045, textNotice({ card_action: undefined })],
    ['text notice with card_action type 0', 42045, textNotice({ card_action: { type: 0 } })],
    ['card_action without url', 42045, textNotice({ card_action: { type: 1 } })],
    ['mini program card_action', 0, textNotice({ card_action: { type: 2, appid: 'wx1', pagepath: 'a' } })],
    ['menu without task_id', 42014, textNotice({ action_menu: { desc: '更多', action_list: [{ text: '甲', key: 'a' }] } })],
    [
      'menu with equal keys',
      42051,
      textNotice({
        task_id: 'm1',
        action_menu: {
          action_list: [
            { text: '甲', key: 'a' },
            { text: '乙', key: 'a' },
          ],
        },
      }),
    ],
    ['menu of four', 42034, textNotice({ task_id: 'm2', action_menu: { action_list: repeat(4, (at) => ({ text: '甲', key: `k${at}` })) } })],
    ['six rows', 0, textNotice({ horizontal_content_list: repeat(6, () => ({ keyname: '键', value: '值' })) })],
    ['seven rows', 42035, textNotice({ horizontal_content_list: repeat(7, () => ({ keyname: '键', value: '值' })) })],
    ['row without keyname', 42027, textNotice({ horizontal_content_list: [{ value: '值' }] })],
    ['row of a file without media_id', 42029, textNotice({ horizontal_content_list: [{ type: 2, keyname: '键' }] })],
    ['row of a member without userid', 42050, textNotice({ horizontal_content_list: [{ type: 3, keyname: '键' }] })],
    ['four jumps', 42042, textNotice({ jump_list: repeat(4, () => ({ title: '去' })) })],
    ['recommended lengths exceeded', 0, textNotice({ main_title: { title: '长'.repeat(80), desc: '长'.repeat(200) } })],
    ['news notice', 0, newsNotice()],
    ['news notice without picture', 42044, newsNotice({ card_image: undefined })],
    [
      'news notice with image_text_area',
      0,
      newsNotice({ card_image: undefined, image_text_area: { title: '图', image_url: 'https://a.example/1.png' } }),
    ],
    ['news notice, picture too wide', 42044, newsNotice({ card_image: { url: 'https://a.example/1.png', aspect_ratio: 2.4 } })],
    ['news notice with five texts', 42036, newsNotice({ vertical_content_list: repeat(5, () => ({ title: '段' })) })],
    ['button interaction', 0, button()],
    ['button interaction without task_id', 42014, button({ task_id: undefined })],
    ['task_id with a space', 42014, button({ task_id: 'a b' })],
    ['task_id of 129 bytes', 42014, button({ task_id: 'a'.repeat(129) })],
    ['task_id of 128 bytes', 0, button({ task_id: 'a'.repeat(128) })],
    ['no title', 42033, button({ main_title: { desc: '只有说明' } })],
    ['no button', 42037, button({ button_list: [] })],
    ['seven buttons', 42037, button({ button_list: repeat(7, (at) => ({ text: '键', key: `k${at}` })) })],
    ['button without text', 42038, button({ button_list: [{ key: 'a' }] })],
    ['button without key', 42039, button({ button_list: [{ text: '键' }] })],
    ['button key of 1025 bytes', 42039, button({ button_list: [{ text: '键', key: 'k'.repeat(1025) }] })],
    ['button selection without question_key', 42043, button({ button_selection: { option_list: OPTIONS } })],
    [
      'button selection with eleven options',
      42040,
      button({ button_selection: { question_key: 'q', option_list: repeat(11, (at) => ({ id: `${at}`, text: '项' })) } }),
    ],
    ['vote', 0, vote()],
    ['vote with 21 options', 42040, vote({ checkbox: { question_key: 'q', option_list: repeat(21, (at) => ({ id: `${at}`, text: '项' })) } })],
    ['vote with equal option ids', 42041, vote({ checkbox: { question_key: 'q', option_list: [OPTIONS[0], OPTIONS[0]] } })],
    ['vote without submit', 42046, vote({ submit_button: undefined })],
    ['vote with a submit button without key', 42046, vote({ submit_button: { text: '提交' } })],
    ['multiple', 0, multiple()],
    ['multiple without selects', 42047, multiple({ select_list: [] })],
    ['multiple with four selects', 42047, multiple({ select_list: repeat(4, (at) => ({ question_key: `q${at}`, option_list: OPTIONS })) })],
    ['unknown card type', 42031, { card_type: 'poster' }],
  ];
  test.each(cases)('%s → %i', async (_name, errcode, card) => {
    const answer = await kit.send({ msgtype: 'template_card', template_card: card });
    expect(answer['errcode']).toBe(errcode);
    if (errcode !== 0)
      expect(answer['errmsg']).toMatch(new RegExp(`, hint: \\[\\d+\\], from ip: 127\\.0\\.0\\.1, more info at https://\\S+e=${errcode}$`));
  });

  test('a task_id is good once per app', async () => {
    const card = button({ task_id: 'only-once' });
    expect((await kit.send({ msgtype: 'template_card', template_card: card }))['errcode']).toBe(0);
    expect((await kit.send({ msgtype: 'template_card', template_card: card }))['errcode']).toBe(42014);
  });

  test('a response_code comes only with cards that call back', async () => {
    expect(await kit.send({ msgtype: 'template_card', template_card: textNotice() })).not.toHaveProperty('response_code');
    const menu = { action_menu: { action_list: [{ text: '不再提醒', key: 'snooze' }] }, task_id: 'with-menu' };
    for (const card of [textNotice(menu), button(), vote(), multiple()]) {
      expect(await kit.send({ msgtype: 'template_card', template_card: card })).toHaveProperty('response_code', anyText);
    }
  });
});

describe('taps and updates', () => {
  let kit: Kit;
  let service: Service;
  beforeEach(async () => {
    kit = await startKit();
    service = await kit.service();
  });
  afterEach(() => kit.close());

  const show = async (card: Json, touser = 'zhangsan'): Promise<{ msgid: string; code: string }> => {
    const answer = await kit.send({ touser, msgtype: 'template_card', template_card: card });
    return { msgid: answer['msgid'] as string, code: answer['response_code'] as string };
  };
  const tap = (msgid: string, key: string, selected?: Json) => kit.control('POST', 'members/zhangsan/tap', { msgid, key, selected });

  test('the phone shows the texts of a card line by line and what can be tapped', async () => {
    const card = button({
      sub_title_text: '请选择',
      horizontal_content_list: [{ keyname: '资产', value: '186.40万' }],
      action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'snooze' }] },
    });
    const { msgid } = await show(card);
    const [shown] = await kit.messages('zhangsan');
    expect(shown).toMatchObject({ msgid, kind: 'card', from: 'bot', via: 'app', card });
    expect(shown?.text).toBe('测试\n到期提醒\n3 位客户\n请选择\n资产：186.40万');
    expect(shown?.buttons).toEqual([
      { key: 'ack', text: '接受' },
      { key: 'later', text: '稍后' },
      { key: '', text: '看客户', url: 'https://rm.bank.example/c/1' },
      { key: 'snooze', text: '不再提醒' },
    ]);
  });

  test('a tap becomes a template_card_event whose code updates the card once', async () => {
    const card = button({ button_selection: { question_key: 'slot', title: '时间', option_list: OPTIONS, selected_id: 'b' } });
    const { msgid } = await show(card, 'zhangsan|lisi');
    expect((await tap(msgid, 'ack')).body).toEqual({ ok: true });
    const { message } = await eventually(() => service.received[0]);
    expect(message).toMatchObject({
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: 'ack',
      TaskId: card['task_id'],
      CardType: 'button_interaction',
      FromUserName: 'zhangsan',
    });
    expect(message['SelectedItems']).toEqual({ SelectedItem: { QuestionKey: 'slot', OptionIds: { OptionId: 'b' } } });
    const code = message['ResponseCode'] as string;
    const update = { userids: ['zhangsan'], agentid: kit.emulator.agentId, response_code: code, button: { replace_name: '已接受' } };
    expect(await kit.api('message/update_template_card', update)).toMatchObject({ errcode: 0 });
    expect(await kit.api('message/update_template_card', update)).toMatchObject({ errcode: 60140 });
    const [first, again] = await kit.messages('zhangsan');
    expect(again).toMatchObject({ msgid, replaced: true, kind: 'card' });
    expect(again?.seq).toBeGreaterThan(first?.seq ?? 0);
    expect(again?.text.endsWith('已接受')).toBe(true);
    expect(again).not.toHaveProperty('buttons');
    expect(await kit.messages('lisi')).toHaveLength(1);
    expect((await tap(msgid, 'ack')).status).toBe(409);
  });

  test('the code of a card is good for 72 hours, of the send as of the tap', async () => {
    const { msgid, code } = await show(button());
    await tap(msgid, 'later');
    const { message } = await eventually(() => service.received[0]);
    await kit.advance(72 * 3_600_000 - 60_000);
    expect(
      await kit.api('message/update_template_card', { atall: 1, agentid: kit.emulator.agentId, response_code: code, template_card: textNotice() }),
    ).toMatchObject({ errcode: 42001 });
    expect(
      await kit.api('message/update_template_card', { atall: 1, agentid: kit.emulator.agentId, response_code: code, template_card: textNotice() }),
    ).toMatchObject({ errcode: 0 });
    expect((await kit.messages('zhangsan')).at(-1)).toMatchObject({ msgid, replaced: true, text: '大额到账' });
    await kit.advance(120_000);
    expect(
      await kit.api('message/update_template_card', {
        atall: 1,
        agentid: kit.emulator.agentId,
        response_code: message['ResponseCode'],
        template_card: textNotice(),
      }),
    ).toMatchObject({ errcode: 60140 });
  });

  test('taps that WeCom would not let through are refused', async () => {
    const { msgid } = await show(button());
    const notice = await show(textNotice());
    expect((await tap(msgid, 'nothing')).status).toBe(409);
    expect((await tap(notice.msgid, 'ack')).status).toBe(409);
    expect((await tap('unknown', 'ack')).status).toBe(404);
    expect((await tap(msgid, '')).status).toBe(400);
    expect((await kit.control('POST', 'members/lisi/tap', { msgid, key: 'ack' })).status).toBe(404);
    expect((await tap(msgid, 'ack', { topic: ['a'] })).status).toBe(400);
    expect(service.received).toHaveLength(0);
  });

  test('a vote and a selection carry what was ticked', async () => {
    const ballot = await show(vote());
    const form = await show(multiple());
    expect((await tap(ballot.msgid, 'vote_submit', { topic: ['zz'] })).status).toBe(400);
    await tap(ballot.msgid, 'vote_submit', { topic: ['c', 'a'] });
    await tap(form.msgid, 'submit', { result: ['a'] });
    await tap(form.msgid, 'submit');
    await eventually(() => service.received[2]);
    const picked = service.received.map(
      ({ message }) => (message['SelectedItems'] as { SelectedItem: { OptionIds: { OptionId: unknown } } }).SelectedItem.OptionIds.OptionId,
    );
    expect(picked).toEqual([['a', 'c'], 'a', 'b']);
  });

  test('an item of the menu makes a template_card_menu_event', async () => {
    const { msgid } = await show(textNotice({ task_id: 'menu-1', action_menu: { action_list: [{ text: '不再提醒', key: 'snooze' }] } }));
    await tap(msgid, 'snooze');
    const { message } = await eventually(() => service.received[0]);
    expect(message).toMatchObject({ Event: 'template_card_menu_event', EventKey: 'snooze', CardType: 'text_notice' });
    expect(message).not.toHaveProperty('SelectedItems');
  });

  test('a passive reply greys the card of the member who tapped, and only that', async () => {
    service.answer = ({ message }) =>
      `<xml><ToUserName><![CDATA[${String(message['FromUserName'])}]]></ToUserName><FromUserName><![CDATA[${kit.emulator.corpId}]]></FromUserName>` +
      '<CreateTime>1760000001</CreateTime><MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已确认]]></ReplaceName></Button></xml>';
    const { msgid } = await show(button(), 'zhangsan|lisi');
    await tap(msgid, 'ack');
    const updated = await eventually(async () => (await kit.messages('zhangsan')).find((message) => message.replaced));
    expect(updated.card).toMatchObject({ replace_text: '已确认' });
    expect(await kit.messages('lisi')).toHaveLength(1);
  });

  test('a passive reply may put a whole new card, written as XML', async () => {
    service.answer = () =>
      `<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[${kit.emulator.corpId}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[update_template_card]]></MsgType>` +
      '<TemplateCard><CardType><![CDATA[button_interaction]]></CardType><MainTitle><Title><![CDATA[新标题]]></Title></MainTitle>' +
      '<HorizontalContentList><KeyName><![CDATA[状态]]></KeyName><Value><![CDATA[已跟进]]></Value></HorizontalContentList>' +
      '<ButtonSelection><QuestionKey><![CDATA[slot]]></QuestionKey><OptionList><Id><![CDATA[am]]></Id><Text><![CDATA[上午]]></Text></OptionList><SelectedId><![CDATA[am]]></SelectedId><Disable>true</Disable></ButtonSelection>' +
      '<ButtonList><Text><![CDATA[再来]]></Text><Style>1</Style><Key><![CDATA[again]]></Key></ButtonList></TemplateCard></xml>';
    const card = button();
    const { msgid } = await show(card);
    await tap(msgid, 'ack');
    const updated = await eventually(async () => (await kit.messages('zhangsan')).find((message) => message.replaced));
    expect(updated.card).toEqual({
      card_type: 'button_interaction',
      main_title: { title: '新标题' },
      horizontal_content_list: [{ keyname: '状态', value: '已跟进' }],
      button_selection: { question_key: 'slot', option_list: [{ id: 'am', text: '上午' }], selected_id: 'am', disable: true },
      button_list: [{ text: '再来', style: 1, key: 'again' }],
      task_id: card['task_id'],
    });
    expect((await tap(msgid, 'ack')).status).toBe(409);
    expect((await tap(msgid, 'again')).status).toBe(200);
  });
});

test('without a callback address a card that calls back is refused, and one that only links is not', async () => {
  const kit = await startKit();
  const links = button({ button_list: [{ type: 1, text: '看', url: 'https://a.example/' }] });
  expect((await kit.send({ msgtype: 'template_card', template_card: button() }))['errcode']).toBe(43012);
  expect((await kit.send({ msgtype: 'template_card', template_card: links }))['errcode']).toBe(0);
  await kit.close();
});
