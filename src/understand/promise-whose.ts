import type { Clause, Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';

/** 给他, 帮她: who it is for is known. */
export const FOR_HIM = ['给他', '给她', '给客户', '帮他', '帮她', '替他', '替她', '给您'];

/** 「晚点回我」: what the client will do. */
const TO_ME = /^(?:回头|待会儿?|等会儿?|晚点|稍后|到时候?|改天|再)[^,。;]{0,4}?(?:回我|找我|联系我|给我|打给我|通知我|告诉我|回复我|答复我)/;

/** 「她让我…」: what is asked of the speaker. */
const ASKS_ME = /^(?:让|叫|请|要|麻烦|嘱咐|拜托|托|求|催)我/;

/** 「她要给孩子存教育金」: what somebody else wants. */
export function isOthersWill(reading: Reading, clause: Clause, at: number): boolean {
  const before = reading.text.slice(clause.start, at);
  if (TO_ME.test(reading.text.slice(at, clause.end))) return true;
  // 「她让我周四之前把方案改好」: what she wants is mine to do.
  if (ASKS_ME.test(reading.text.slice(at))) return false;
  if (/^(?:答应|承诺|说好)/.test(reading.text.slice(at)))
    return (
      /(?:^|[^跟和给向对])(?:他|她|客户|对方)(?:也|就|已经|已|还|都)?$/.test(before) ||
      reading.mentions.some((one) => one.end === at && one.start === clause.start)
    );
  return /(?:他|她|客户|对方|家)(?:说|还|也|就)?$/.test(before) || reading.hits('kin', clause.start, at).length > 0;
}

const COMES =
  /^[\s]*(?:上午|下午|早上|晚上|中午)?(?:他|她)?(?:再|就|会|要|能|可以|有空|亲自)?(?:抽空|自己)?(?:过来|来(?!得及|电)|到(?:网点|行里|支行|店里))/;
/** 「周五来办」: to where the speaker is. */
const COMES_TO_US =
  /^[\s]*(?:上午|下午|早上|晚上|中午)?(?:再|就|会|要|能|可以)?(?:过来|来)(?:一趟)?(?:网点|行里|支行)?(?:办|签|取|存|开户|开卡|面签|双录|领|交|转|测|填|做|把[^,。我]{2,10})?[\s。.!]*$/;
const ANSWERS_ME =
  /^[\s]*(?:上午|下午|早上|晚上|中午|之前|前)?(?:他|她)?(?:再|就|会|要)?(?:给我(?:个)?(?:信|回信|回话|答复|消息|准信|回复|打|回|电话)|回我|告诉我|通知我|联系我|打给我|答复我|回复我|找我)/;
const HE_AGREED = /^(?:最后|后来|也|已经|已|就)*(?:他|她|客户|对方)?(?:也|就|已经|已|还|都)?(?:答应|同意)了?$/;
const HE_WILL = /(?:^|[,\s])(?:然后|后来|那)?(?:他|她|客户|对方)(?:说|讲|表示|回复|也|还|就)*$/;
/** 「她准备下个月把钱转过来」 */
const HE_PLANS = /(?:^|[,\s])(?:他|她|客户|对方)(?:说|也|还|就|自己)*(?:准备|打算|计划|想|要|会|可能|预计|大概|争取)(?:在|等|等到)?$/;
const WAITED_FOR = /等(?:着)?(?:他|她|客户|对方)$/;
const WANTS = /^[\s]*(?:才|就|也)?(?:要|想|会|得|准备|打算|可能)(?!求)/;

/** 「答应下礼拜一来喝茶」「她后天来签字」「周六上午给我信」: what the client will do. */
export function isClientsOwn(reading: Reading, clause: Clause, moment: MomentSpan): boolean {
  const before = reading.text.slice(clause.start, moment.start).trim();
  const after = reading.text.slice(moment.end, clause.end);
  if (/我|约/.test(before)) return false;
  if (HE_PLANS.test(before) && !/我|[给帮替跟][他她]/.test(after)) return true;
  if (ANSWERS_ME.test(after)) return true;
  if (COMES.test(after))
    return (
      HE_AGREED.test(before) ||
      HE_WILL.test(before) ||
      (before === '说' && COMES_TO_US.test(after)) ||
      (before === '' && /^\s*(?:有空|抽空|自己)/.test(after))
    );
  return (WAITED_FOR.test(before) && !/我/.test(after)) || (HE_WILL.test(before) && WANTS.test(after) && !/我|[给帮替跟][他她]/.test(after));
}

/** 「他下周三出差」「女儿下周三高考」: what others will do is not my promise. */
export function isTheirs(reading: Reading, clause: Clause, moment: MomentSpan): boolean {
  const { text } = reading;
  const before = text.slice(clause.start, moment.start);
  const after = text.slice(moment.end, clause.end);
  const kin = reading.hits('kin', clause.start, clause.end)[0];
  if (kin && kin.start <= moment.end && !FOR_HIM.some((word) => after.startsWith(word))) return true;
  const subject = reading.mentions.find((one) => one.start >= clause.start && one.end <= moment.end);
  const isObject = subject && /[给跟和约帮与陪替找向为对]$/.test(text.slice(clause.start, subject.start));
  if (subject && !isObject && !/^(我|给|帮|约)/.test(after)) return true;
  return /(他|她|客户)(?:说|要|想|会|准备|打算|计划|可能|应该|答应)*$/.test(before) || /^(他|她|客户)(要|想|会|去|来|准备)/.test(after);
}
