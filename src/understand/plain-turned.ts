import { DAY_HEAD, HOUR } from './plain-times.js';
import type { Rewrite } from './rewriting.js';

/** Reminders told the other way round: the time or the repetition behind, what is told by others first, the bell before the verb. */

const ASKING = '(?:提醒我|[叫喊]我)';
const WEEKDAYS = '(?:(?:周|星期|礼拜)[一二三四五六日天][、和跟]?){1,5}';
const HALF_LAST = /(?:凌晨|[上下中]午|早上|晚上|傍晚)的?$/;
const HALF_FIRST = /^(?:凌晨|[上下中]午|早上|晚上|傍晚)/;
const MAKES = '(?:开|定|设|整|弄|上|来)上?一?[个下]';

export const TURNED: readonly Rewrite[] = [
  // 「周二周四早上七点提醒我带饭，每个礼拜都要」
  {
    cues: ['每周', '每个周', '每星期', '每个星期', '每礼拜', '每个礼拜'],
    from: new RegExp(
      `^(${WEEKDAYS})的?((?:${HOUR})?)都?(${ASKING})([^,。;]{1,16}?)[\\s,]+每个?(?:周|星期|礼拜)(?:都(?:要|得|是|提醒|叫|喊)?|要|一样|如此|重复)(?:我|的)?(?:哦|啊|吧)?[\\s。.!]*$`,
      'g',
    ),
    to: (_, days = '', hour = '', ask, thing) => `每周${days.replace(/周|星期|礼拜|[、和跟]/g, '')}${hour}${ask}${thing}`,
  },
  // 「每年12月1号提醒我续域名，早上十点就行」
  {
    cues: ['就行', '就好', '就可以', '就成'],
    from: new RegExp(`^([^,。;:点说]{2,16}?)(${ASKING})([^,。;:点]{1,16}?)[\\s,]+(${HOUR})(?:左右)?就(?:行|好|可以|成)(?:了|啦)?[\\s。.!]*$`, 'g'),
    to: (_, day = '', ask, thing, hour = '') => `${HALF_FIRST.test(hour) ? day.replace(HALF_LAST, '') : day}${hour}${ask}${thing}`,
  },
  // 「我一会儿十点四十要进库房，十点半喊我一下」
  {
    cues: ['会儿', '会'],
    from: new RegExp(`(?:等|待|过)?一?会儿?(?=${HOUR}[^,。;]{1,16}[,\\s]${HOUR}${ASKING})`, 'g'),
    to: '',
  },
  // 「周三下午4点 顾明来签字 到时提醒」
  { cues: ['到时', '到点'], from: /(?<=[\s,])(到时候?|到点)(?:提醒|叫|喊)(?:一下|一声)?[\s。.!]*$/g, to: '$1提醒我' },
  // 「倒计时到点叫我，十五分钟，泡面」
  {
    cues: ['计时', '定时'],
    from: /((?:倒?计时|定时)器?)[\s,]*(?:到点|到时间?|到了|时间到了?)(?:再|就|记得)?(?:提醒我|[叫喊]我)(?:一下|一声)?/g,
    to: '$1',
  },
  // 「明天六点半的闹钟给我开一个，去菜场」
  {
    cues: ['闹钟', '闹铃'],
    from: new RegExp(`^(?=${DAY_HEAD})([^,。;说]{2,16}?)的?(闹[钟铃])(?:给我|帮我|替我|你|麻烦|请)*${MAKES}(?:吧|呗)?(?=[\\s,。.]|$)`, 'g'),
    to: '设一个$1的$2',
  },
  // 「给我记个12月18号贷款到期的提醒」
  {
    cues: ['的提醒', '的闹钟'],
    from: new RegExp(
      `^(?:请|麻烦|你)*(?:帮我|给我|替我)?(?:记|做|写)(?:上|下)?一?[个条](?=${DAY_HEAD})([^,。;说了]{3,24}的(?:提醒|闹钟))(?=[\\s,。.]|$)`,
      'g',
    ),
    to: '设一个$1',
  },
  // 「明早9点催一下我」
  { cues: ['催一下我', '催下我', '催我一'], from: /(?<=[点半刻分0-9天早晚午]\s?(?:再|记得)?)催(?:一?下我|我一[下声])(?![^,。;]*了)/g, to: '提醒我' },
  // 「领导说周四下午要看材料 周三晚上八点提醒我改」: what somebody said, and then the asking with a time of its own.
  {
    cues: ['说', '讲'],
    from: new RegExp(
      `^([^,。;:!?说讲你]{1,8}[说讲](?=[^,。;:!?]{0,4}${DAY_HEAD})[^,。;:!?提醒]{5,30}[^,。;:!?提醒\\s])[,\\s]+(?=${DAY_HEAD})([^,。;:!?说讲你我]{2,14}?)提醒我(?=(?:一下|一声)?[\\s。.!]*$|[^,。;!?了过吗呢的]{1,16}$)`,
      'g',
    ),
    to: (all, told, when = '') => (/[点:半]|早|晚|午/.test(when) ? `${told},你${when}提醒我` : (all ?? '')),
  },
];
