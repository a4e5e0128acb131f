import { characters } from '../masking.js';

/** Longest greeting in characters. Source: domain §7. */
export const GREETING_LIMIT = 100;

export type GreetingOccasion =
  | { kind: 'birthday' }
  | { kind: 'festival'; name: string }
  | { kind: 'anniversary' }
  | { kind: 'travel' }
  | { kind: 'milestone'; what?: '升学' | '结婚' | '生子' | '退休' | '乔迁' }
  /** Only when the manager asks for it. */
  | { kind: 'condolence' };

export interface GreetingFacts {
  occasion: GreetingOccasion;
  /** How the client is called. */
  honorific: string;
  /** As the client knows the manager. */
  signature: string;
  /** Unknown = taken as 40–59, whose wishes fit everybody. */
  age?: number;
  /** The day it goes out: it decides the season. */
  on: string;
}

type AgeBand = 'young' | 'middle' | 'elder';

function bandOf(age: number | undefined): AgeBand {
  if (age === undefined) return 'middle';
  return age < 40 ? 'young' : age < 60 ? 'middle' : 'elder';
}

const BIRTHDAY: Readonly<Record<AgeBand, readonly string[]>> = {
  young: [
    '生日快乐。愿您新的一岁忙有所得，闲有所乐，家人都好。',
    '生日快乐。愿您工作顺手，回家有热饭，身边的人都安好。',
    '生日快乐。愿您新的一岁想做的事一件件做成，家里常有笑声。',
  ],
  middle: [
    '今天是您生日，祝您身体好、睡得香，事事有人分担。',
    '今天是您生日，愿您身体安康，忙时有人搭把手，闲时有人说说话。',
    '今天是您生日，祝您新的一岁少操些心，多些自己的时间，家里都平安。',
  ],
  elder: [
    '今天是您的生日，祝您身体硬朗、胃口好、天天有开心事。',
    '今天是您的生日，愿您吃得香、睡得稳，走路有劲，一家和和气气。',
    '今天是您的生日，祝您身子骨结实，日子过得热热闹闹、舒舒坦坦。',
  ],
};

type Season = 'spring' | 'summer' | 'autumn' | 'winter';

function seasonOf(on: string): Season {
  const month = Number(on.slice(5, 7));
  if (month >= 3 && month <= 5) return 'spring';
  if (month >= 6 && month <= 8) return 'summer';
  return month >= 9 && month <= 11 ? 'autumn' : 'winter';
}

const SEASON: Readonly<Record<Season, readonly string[]>> = {
  spring: ['春天早晚还凉，出门带件外套。', '花开了，得空多出去走走。'],
  summer: ['天热，多喝水，中午少出门。', '天热，注意防暑，晚上睡个好觉。'],
  autumn: ['天凉了，早晚多添件衣服。', '秋天干燥，记得多喝水。'],
  winter: ['天冷了，出门多穿些，路上慢点。', '天冷，屋里暖和些，注意保暖。'],
};

const FESTIVAL: Readonly<Record<string, readonly string[]>> = {
  元旦: ['元旦了，愿您新的一年身体好，家里和，想做的事慢慢都做成。', '新的一年到了，祝您和家人平平安安，天天有好心情。'],
  除夕: ['今天除夕，愿您和家人团团圆圆，吃顿热乎的年夜饭。祝您一家安好。', '今天除夕，忙了一年，愿您和家人坐下来好好吃顿饭，说说话。'],
  春节: ['给您和家人拜年。新的一年，愿您身体康健，家里热闹，想做的事都有着落。', '给您拜年。愿您新的一年身体好、胃口好、心情好，一家人常聚常欢。'],
  元宵: ['元宵节到了，愿您和家人吃碗汤圆，看看灯，团团圆圆。', '今天元宵，祝您一家和和美美，出门看灯注意脚下。'],
  妇女节: ['今天三八节，愿您给自己留半天清闲，做点喜欢的事。祝您健康自在。', '今天三八节，祝您气色好、心情好，忙里也有自己的时间。'],
  劳动节: ['劳动节了，愿您好好歇几天，陪陪家人。祝您身体安康。', '劳动节到了，辛苦了这一阵，愿您睡几个好觉，出门平安。'],
  母亲节: ['今天母亲节，一家人里您操心最多，愿您今天多歇歇，身体安康。', '今天母亲节，愿您身体好，孩子懂事，一家和睦。'],
  端午: [
    '端午安康。天热起来了，出门带水、带伞，粽子尝个味就好。祝您一家平平安安。',
    '端午安康。愿您和家人身体都好，吃粽子、说家常，安安稳稳过个节。',
  ],
  父亲节: ['今天父亲节，一家人里您担子重，愿您身体硬朗，今天轻松些。', '今天父亲节，愿您身体好，家里和，孩子常在身边。'],
  七夕: ['今天七夕，愿您和家里那位身体都好，日子过得踏实温暖。', '今天七夕，祝您二位和和美美，得空一起出去走走。'],
  中秋: ['中秋到了，愿您和家人都在一处，看看月亮，说说家常。祝您一家安好。', '中秋安好。愿您和家人团圆，吃块月饼，晚上看看月亮。'],
  国庆: ['国庆到了，愿您和家人过个清闲的假期，出门平安。', '国庆长假，愿您好好歇歇，陪陪家人，路上注意安全。'],
  重阳: ['重阳到了，愿您身体硬朗，胃口好，天好的时候多出去走走。', '重阳安康。愿您身子骨结实，家里和睦，日子舒心。'],
  腊八: ['今天腊八，喝碗热粥，暖暖身子。祝您和家人安康。', '今天腊八，快过年了，愿您身体好，家里热热闹闹。'],
  小年: ['今天小年，年味浓了，愿您和家人忙而不累，平平安安。', '今天小年，祝您一家和和气气，准备过个好年。'],
  冬至: ['冬至了，一年里夜最长的一天，吃碗热乎的，早点歇息。祝您一家安康。', '今天冬至，天冷了，愿您穿暖吃好，和家人在一起。'],
};

const MILESTONE: Readonly<Record<'升学' | '结婚' | '生子' | '退休' | '乔迁', readonly string[]>> = {
  升学: ['听说家里孩子升学了，替您高兴。愿孩子路走得顺，您也歇口气。', '家里孩子升学是大喜事，愿孩子学得开心，您身体安康。'],
  结婚: ['听说家里办喜事，恭喜。愿新人和和美美，一家人身体安康。', '恭喜家里的喜事，愿往后的日子有商有量，平平安安。'],
  生子: ['听说家里添了孩子，恭喜。愿大人孩子都平安，您也注意休息。', '恭喜家里添丁，愿孩子健康长大，一家人睡得好、吃得香。'],
  退休: ['听说您退休了，忙了这么多年，愿往后的日子轻松自在，身体安康。', '恭喜您退休，愿您有时间做喜欢的事，天天舒心。'],
  乔迁: ['听说您搬了新家，恭喜。愿新家住着舒心，一家平安。', '恭喜您乔迁，愿新家暖和热闹，日子越过越顺。'],
};

const OTHERS = {
  goodNews: ['听说您家里有喜事，恭喜。愿一家人身体安康，顺顺当当。', '恭喜您家里的喜事，愿大家都平安舒心。'],
  anniversary: ['今天是您的纪念日，愿您和家人身体安康，日子和美。', '今天这个日子值得记着，祝您一家和和睦睦，平平安安。'],
  travel: ['您今天出门，祝一路平安。路上有事随时找我。', '您今天动身，愿一路顺利，吃好睡好，注意身体。'],
  condolence: [
    '听说了家里的事，心里很难过。您多保重身体，行里的事都不急，要我跑腿的随时叫我。',
    '听说了家里的事，很难过。您保重，有我能帮上的，随时叫我。',
  ],
} as const;

function bodies({ occasion, age, on }: GreetingFacts): readonly string[] {
  switch (occasion.kind) {
    case 'birthday': {
      const band = bandOf(age);
      const [first = '', second = ''] = SEASON[seasonOf(on)];
      // Elders read about the weather at once, others only in further drafts.
      const lines = band === 'elder' ? [first, second] : ['', first];
      return lines.flatMap((line) => BIRTHDAY[band].map((wish) => wish + line));
    }
    case 'festival':
      return FESTIVAL[occasion.name] ?? [];
    case 'milestone':
      return occasion.what === undefined ? OTHERS.goodNews : MILESTONE[occasion.what];
    default:
      return OTHERS[occasion.kind];
  }
}

/** How many drafts 换一条 goes round. 0 = no draft is offered on this occasion (清明, 中元). Illness has none by its type. */
export function greetingCount(facts: GreetingFacts): number {
  return bodies(facts).length;
}

/**
 * A greeting the manager may send as it stands or change. `index` counts 换一条 and goes round; the same facts and
 * index give the same words. Undefined when none is offered. Where names are so long that it would pass 100
 * characters, the shortest of the drafts is taken.
 */
export function greetingDraft(facts: GreetingFacts, index: number): string | undefined {
  const all = bodies(facts);
  if (all.length === 0) return undefined;
  const at = ((Math.trunc(index) % all.length) + all.length) % all.length;
  const draft = (body: string): string => `${facts.honorific}，${body}${facts.signature}`;
  const chosen = draft(all[at] ?? '');
  if (characters(chosen).length <= GREETING_LIMIT) return chosen;
  return draft([...all].sort((a, b) => a.length - b.length)[0] ?? '');
}
