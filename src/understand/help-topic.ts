import { helpTopicOf } from '../domain/help-topic.js';
import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { spec } from './free-guard.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

const LEADS_WITH_IT = /^[\u4e00-\u9fff]{2,4}(?:能不能|能否|可不可以|怎么(?![样了还又这])|如何)(?!.{0,8}(?:提醒|叫|喊|通知)(?:一下|下)?我)/;

/** 「提醒能不能每周都响」: the act's name first, and then whether or how; before the act itself is read. */
export function helpFirst(reading: Reading): Draft | undefined {
  return reading.text.length <= 16 && reading.hasCue(CUES.how) && LEADS_WITH_IT.test(reading.text) ? helpTopic(reading) : undefined;
}

/** 「说明书在哪，我该怎么跟你说话」: everything is asked for. */
const OF_US =
  /^我?(?:是|刚)?(?:新来的?|新人|刚来|刚入职|刚上岗)[\s,]*(?:这个?|你)?(?:要|该)?(?:怎么用|不会用|咋用)|^(?:使用)?(?:说明书?|操作手册|教程)(?:在哪|呢|有吗|有没有|发我|给我)|(?:怎么|怎样|如何)(?:跟|和|对)你(?:说|讲|沟通|聊|下指令)/;

/** 「生日怎么登记」「现场是干啥的」: how to say it is asked, of no client. */
export function helpTopic(reading: Reading): Draft | undefined {
  if (mainMention(reading)) return undefined;
  const help = spec(reading, 'help');
  if (help && OF_US.test(reading.text)) return draft(help, {}, { confidence: 0.85 });
  return help && helpTopicOf(reading.text) !== undefined ? draft(help, {}, { confidence: 0.85 }) : undefined;
}
