import { draft } from './draft.js';
import { fillItems, fillSnooze } from './fill-items.js';
import { fillReminder } from './fill-reminder.js';
import { changesIn } from './fill-amend.js';
import type { Filler } from './keyword-list.js';
import { skipSeparators } from './keyword.js';
import { WHO_REMINDS } from './reminder-guard.js';
import { PEOPLE } from './reminder-cues.js';
import { fillReminders } from './several-reminders.js';
import { argOf } from './free-guard.js';
import { mainMention, takeClient } from './slots.js';

/** 「闹钟声音太小了，早上根本听不见」: how it was, is told. */
const OF_THE_BELL =
  /^(?:的?(?:声音?|铃声|音量|音乐|功能|震动)|(?:都|也|又|总|老|根本|早上|今天|昨天|怎么)*(?:没|不)(?:响|叫|管用|灵|准)|坏了|响了|太|吵|把我)/;

const ASKS_HOW = /^(?:功能|服务)?(?:会不会|能不能|是不是|可不可以|要不要|有没有|怎么|为什么|为啥|什么时候|会在|都?是)/;

export const reminder: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const isMine = keyword.word.includes('我') || keyword.word.length > 2;
  const start = skipSeparators(text, keyword.end);
  if (start >= text.length) return draft(keyword.intent, {}, { missing: ['at', 'text'], confidence: 0.9 });
  if (
    /^(?:我?们|了|过(?![几两一二三半]|[0-9]|会|阵|段|些)|的|得|着|才)/.test(text.slice(keyword.end)) ||
    (keyword.word.endsWith('我') && text[keyword.end] === '们')
  )
    return undefined;
  // 「提醒我打电话的那条，往后推半小时」: one that is on the list.
  if (/那[条个件](?:事|提醒|待办)?[,\s]*(?:往后|推|改|延|挪|取消|删|撤|不用|不要|算了)/.test(text.slice(start))) return undefined;
  // 「提醒改成每周五」: one that stands is to change.
  if (/^(?:时间|日期)?(?:改|换|挪|推)(?:成|为|到|一下)/.test(text.slice(start))) return undefined;
  // 「提醒会不会在夜里响」: how reminders are, is asked.
  if (!isMine && (ASKS_HOW.test(text.slice(start)) || OF_THE_BELL.test(text.slice(start)))) return undefined;
  const moment = reading.moments('future').some((span) => span.start >= keyword.end || span.end <= keyword.start);
  if (!isMine && !moment && !closed) return undefined;
  if (!isMine && !moment && !takeClient(reading, start, { anyToken: false })) return undefined;
  if (['叫我', '喊我'].includes(keyword.word) && !moment) return undefined;
  if ((!moment && /[?]$|吗$|呢$|什么|怎么|多少/.test(text.trimEnd())) || WHO_REMINDS.test(text.slice(start))) return undefined;
  // 「提醒爷爷晚上少看电视」: he is to be told.
  if (keyword.word === '提醒' && PEOPLE.test(text.slice(keyword.end)))
    return { ...fillReminder(reading, keyword.intent, keyword.start, keyword.start), isGuessed: true };
  return fillReminders(reading, keyword.intent, keyword.start, keyword.end);
};

export const done: Filler = (reading, keyword, closed) => {
  const start = skipSeparators(reading.text, keyword.end);
  if (start >= reading.text.length) return draft(keyword.intent, {}, { missing: ['items'], confidence: 0.8 });
  const filled = fillItems(reading, keyword.intent, start, reading.text.length);
  if (!filled.args['items']) return undefined;
  const rest = reading.text.slice(start).replace(/第|条|号|项|个|件|和|跟|了|的|全部|所有|都|[0-9一二三四五六七八九十\s,.、;:~-]/g, '');
  return closed || rest.length === 0 ? (rest.length > 4 ? undefined : filled) : undefined;
};

export const snooze: Filler = (reading, keyword, closed) => {
  const filled = fillSnooze(reading, keyword.intent, keyword.end);
  if (!filled.args['to'] && !filled.args['items'])
    return keyword.end >= reading.text.length && closed ? draft(keyword.intent, {}, { missing: ['items', 'to'], confidence: 0.8 }) : undefined;
  const rest = reading.text.slice(keyword.end).replace(/第|条|号|项|个|件|和|跟|了|的|到|全部|所有|都|至|吧|[\s,.、;:~-]/g, '');
  if (!filled.args['items'] && rest.length > 14) return undefined;
  // 「推迟到下周一 刘芳那个」: whose it is.
  const main = filled.args['items'] ? undefined : mainMention(reading, keyword.end);
  if (main && main.by !== 'pronoun' && keyword.intent.slots.some((slot) => slot.kind === 'client'))
    return { ...filled, args: { client: argOf(reading, main), ...filled.args } };
  return /[?]$|吗$|呢$/.test(reading.text.trimEnd()) ? undefined : filled;
};

export const amend: Filler = (reading, keyword) => {
  const changes = changesIn(reading, keyword.end);
  const isWhole = skipSeparators(reading.text, keyword.end) >= reading.text.length;
  if (Object.keys(changes.changes).length === 0) {
    return isWhole && keyword.word.length > 1 && /上|刚才|更正|修改/.test(keyword.word)
      ? draft(keyword.intent, { changes: {} }, { missing: ['changes'], confidence: 0.9 })
      : undefined;
  }
  // 「修改明天和张三去步行街的提醒为…」: another thing than what was recorded last.
  if (/提醒|闹钟|日程|会议|密码|额度|手机号|密保|限额|资料|信息/.test(reading.text.slice(keyword.end)) && !/上|刚才|更正/.test(keyword.word))
    return undefined;
  // 「改成明天吧」 with nothing recorded before it: the day of what, is shown first.
  const isLoose = !/上|刚才|更正|修改/.test(keyword.word) && reading.context.justRecorded !== true && changes.changes.dueOn !== undefined;
  return draft(keyword.intent, { changes: changes.changes }, { missing: changes.missing, isGuessed: changes.isGuessed || isLoose });
};
