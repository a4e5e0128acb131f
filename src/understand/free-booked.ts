import { draft, type Draft } from './draft.js';
import { fillAppointment } from './fill-appointment.js';
import { argOf, isNotOwn, isQuestion, spec } from './free-guard.js';
import { futureMoment } from './future-moment.js';
import type { Mention } from './client-mention.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';
import type { MomentSpan } from './time/types.js';

/** A meeting that is asked to be put down, or that the client asks for, told by its form and not by the word 约好. */

const LONGEST = 50;
/** One of these is in whatever the forms fit. */
const MAY_BE = /[约排定我]/;
const ASKED = '(?:请|麻烦|帮我|帮忙|给我|替我)*';
/** 「登个预约：欧阳雪，…」 */
const HEADED = new RegExp(`^[\\s]*${ASKED}(?:登记?|记|录|加|添|建|新增|做)(?:一?[个下条笔])?(?:新的?)?(?:客户)?(?:预约|约见|约访)[\\s,:]+`, 'u');
/** 「安排一下，12月2号上午九点半和顾明面谈」 */
const TO_ARRANGE = new RegExp(`^[\\s]*${ASKED}(?:安排|约|定|排)(?:一?下|一?个)[\\s,:]+`, 'u');
const MEETS = /面谈|见面|面签|见(?:一?面|个面)|碰面|碰头|拜访|上门|吃饭|喝茶|喝咖啡|双录|签约|[聊谈]/u;
/** 「帮我把孙丽排到后天下午三点」 */
const PUTS_WHOM = new RegExp(`^[\\s]*${ASKED}[把将](?:客户)?$`, 'u');
const PUTS_THEN = /^(?:的(?:面谈|预约|见面))?(?:排|安排|约|定)(?:在|到|进|上)?$/u;
/** 「我跟李秀兰约的周六上午去她家里」 */
const WITH_WHOM = /^(?:我)?(?:这边)?[跟和与同]$/u;
const AGREED_WITH = /^(?:约|定|说|讲)(?:好)?的?(?:是|在)?$/u;
const GOES_THEN = /^(?:去|来|到|上|过去|过来|在|见|面谈|碰|吃|喝|签)/u;
/** 「刘洋要我周五下午两点一刻去他店里」 */
const WANTS_ME = /^(?:刚才?|今天|又|还)*(?:要|让|叫|约|请|喊|邀)我$/u;
const GOES_TO_HIM = /^(?:再|去|到|上|过去){0,2}(?:去|到|上)(?:一?趟)?(?:他|她)(?!对|家人)[^,。;说问]{1,10}/u;
/** 「孙丽说明天十一点到我这儿来」「他愿意周四早上十点见我」 */
const SAYS_HE = /^(?:刚才?|今天|微信|短信|电话)?(?:里|上)?(?:说|讲|回复说?|答应|同意|愿意|可以|定了?|要|想){0,2}$/u;
const COMES_TO_ME =
  /^(?:(?:再|会|要|想)?(?:过来|来|到|上)(?:我(?:这儿?|这里|这边|办公室|们?(?:网点|支行|行里))|咱们?(?:网点|支行|行里))|(?:再|要|想|来)?见我)/u;
/** 「钱程周六上午十点有空，就约那个时间在网点」 */
const FREE_SO =
  /^(?:都|才|比较)?(?:有空|得空|方便|有时间|可以|在家|在店里)[,\s]+(?:我|那|就|先|给他|给她|帮我)*(?:约|定|排)(?:在)?[那这]个?(?:时间|时候|时段|点|会儿)/u;
/** 「帮我跟单秀英约个时间见面」: when, is asked. */
const ASKS_WITH = /^[\s]*(?:请|麻烦|帮我|帮忙|给我|替我|我要|我想)*[跟和与同给](?:客户)?$/u;
const SOME_TIME = /^约(?:一?[个下])?(?:时间|日子)(?:见(?:个|一)?面|面谈|见见?|聊聊?|碰(?:个)?[面头]|谈谈?|坐坐|吃个?饭|喝个?茶)?(?:吧)?[\s。.!]*$/u;
/** 「何涛说哪天有空聊聊，约一下」 */
const TO_BE_BOOKED = /(?:聊|见|谈|坐|吃饭|喝茶|碰)[^,。]{0,3}[,\s]+(?:帮我|给我|麻烦|先|就|你)*约(?:一?下|(?:一?个)?时间)(?:吧)?[\s。.!]*$/u;
const NOT_SO = /没(?:来|去|约|见|到)|不(?:来|去|见|约)|取消|推掉|爽约|鸽子|[见聊谈吃喝签][了过](?!解)|见到|提醒|[叫喊]我(?:起床|一声)/u;

/** 「安排一下，12月2号上午九点半和顾明面谈」「刘洋要我周五下午两点一刻去他店里」「帮我跟单秀英约个时间见面」. */
export function bookedAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !MAY_BE.test(text) || NOT_SO.test(text)) return undefined;
  const intent = spec(reading, 'appointment');
  const main = mainMention(reading);
  if (!intent || !main || (main.by === 'pronoun' && !reading.context.lastClient)) return undefined;
  if (isQuestion(reading) || isNotOwn(reading, main.end)) return undefined;
  const lead = text.slice(0, main.start);
  const rest = text.slice(main.end);
  const client = argOf(reading, main);
  const isOpen = (ASKS_WITH.test(lead) && SOME_TIME.test(rest)) || (/^[\s]*$/.test(lead) && TO_BE_BOOKED.test(rest));
  const moment = futureMoment(reading);
  if (isOpen && moment?.value.date === undefined) return draft(intent, { client }, { missing: ['at'], isGuessed: true, confidence: 0.8 });
  if (!moment || moment.kind === 'recurrence' || moment.value.date === undefined || !(isOpen || isBooked(text, main, moment))) return undefined;
  const filled = fillAppointment(reading, intent, 0, { arg: client, start: main.start, end: main.end, mention: main });
  return { ...filled, args: { ...filled.args, client }, isGuessed: true, confidence: 0.85 };
}

function isBooked(text: string, main: Mention, moment: MomentSpan): boolean {
  const lead = text.slice(0, main.start);
  if (HEADED.test(text) || (TO_ARRANGE.test(text) && MEETS.test(text))) return true;
  if (moment.start < main.end) return false;
  const between = text.slice(main.end, moment.start);
  const then = text.slice(moment.end);
  if (PUTS_WHOM.test(lead)) return PUTS_THEN.test(between) && /^[^,。;]{0,12}[\s。.!吧]*$/u.test(then);
  if (WITH_WHOM.test(lead)) return AGREED_WITH.test(between) && GOES_THEN.test(then);
  if (lead.trim() !== '') return false;
  if (WANTS_ME.test(between)) return GOES_TO_HIM.test(then);
  return (SAYS_HE.test(between) && COMES_TO_ME.test(then)) || (between === '' && FREE_SO.test(then));
}
