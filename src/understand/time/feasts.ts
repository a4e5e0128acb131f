import { dayNumberOf, fromDayNumber, lunarToSolar, solarTermDate, toDayNumber, weekdayOfDayNumber } from '../../domain/calendar/index.js';
import { earthHour, easter, hebrewYear, islamicDays, orthodoxEaster } from './faith-calendars.js';

/** A feast or memorial day people name that the care calendar does not know: those of other faiths, and days of remembrance. */
export interface Feast {
  words: readonly string[];
  /** First days in a solar year, as day numbers. */
  dates: (solarYear: number) => readonly number[];
  /** Days it lasts; absent for one. */
  days?: number;
  /** Reckoned, while the date is announced by those who keep it. */
  guessed?: true;
  /** A common word besides: 520, 双十二 only with 节, 前, 那天 … or a year beside it. */
  needsHint?: true;
  reason: string;
}

const BY_EASTER = '按复活节推算';

/** Days from Easter Sunday; the eastern churches keep the same days by their own Easter. */
const OF_EASTER: readonly (readonly [by: number, words: readonly string[], days?: number])[] = [
  [-47, ['煎饼星期二', '忏悔星期二', '忏悔节', '肥美星期二', '忏悔火曜日', '薄饼日']],
  [-46, ['大斋首日', '圣灰星期三', '圣灰日', '圣灰节', '圣灰礼仪日', '圣灰瞻礼日', '涂灰日', '灰日', '圣灰周三']],
  [-46, ['大斋期', '大斋节', '封斋期'], 46],
  [-7, ['棕枝主日', '圣枝主日', '圣树主日', '基督苦难主日', '棕榈主日']],
  [-3, ['濯足节', '神圣星期四', '圣周星期四', '圣星期四', '圣周四', '神圣周四', '设立圣餐日', '濯足星期四', '主的晚餐日']],
  [
    -2,
    [
      '受难节',
      '受难日',
      '主受难节',
      '主受难日',
      '耶稣受难日',
      '耶稣受难节',
      '圣周五',
      '沈默周五',
      '沉默周五',
      '圣星期五',
      '神圣星期五',
      '受难星期五',
    ],
  ],
  [
    -1,
    ['圣周六', '黑色星期六', '神圣周六', '圣星期六', '神圣星期六', '耶稣受难日翌日', '主受难日翌日', '主受难节翌日', '耶稣受难节翌日', '复活节前夜'],
  ],
  [0, ['复活节', '主复活日', '复活日', '复活节星期日', '复活主日', '复活星期日']],
  [1, ['复活节星期一', '复活节周一', '复活星期一']],
  [39, ['耶稣升天节', '升天节', '主升天节', '耶稣升天日', '升天日', '基督升天节']],
  [49, ['五旬节', '圣灵降临节', '圣灵降临日', '圣灵降临主日', '圣神降临节', '圣神降临瞻礼']],
  [50, ['圣灵节', '圣灵降临节星期一', '圣灵降临星期一']],
  [56, ['三一主日', '天主三一主日', '天主圣三一节', '圣三一节', '圣三节', '圣三主日', '天主圣三节']],
  [60, ['基督圣体节', '基督圣体圣血瞻礼', '基督圣体圣血节', '圣体节', '圣体瞻礼']],
];

const OF_ORTHODOX_EASTER: readonly (readonly [by: number, words: readonly string[]])[] = [
  [-8, ['拉撒路圣周六', '拉匝路周六', '拉匝路圣周六', '拉撒路周六', '拉匝禄星期六']],
];

/** Kept on this day after dusk of the one before, so both are given. */
const HEBREW: readonly (readonly [words: readonly string[], date: (year: ReturnType<typeof hebrewYear>) => number, days?: number])[] = [
  [['犹太新年', '吹角节'], ({ tishri }) => tishri, 2],
  [['赎罪日', '赎罪节'], ({ tishri }) => tishri + 9],
  [['住棚节', '棚节'], ({ tishri }) => tishri + 14, 8],
  [['圣会节', '严肃会'], ({ tishri }) => tishri + 21],
  [['诵经节', '转经节', '律法节', '西赫托拉节', '欢庆圣法节', '妥拉节'], ({ tishri }) => tishri + 22],
  [['光明节', '修殿节', '献殿节', '烛光节', '哈努卡节', '马加比节'], ({ hanukkah }) => hanukkah, 8],
  [['犹太植树节', '图比舍巴特节', '犹太树木新年', '树木新年'], ({ trees }) => trees],
  [['普珥节', '普林节'], ({ nisan }) => nisan - 16],
  [['逾越节', '无酵节', '除酵节'], ({ nisan }) => nisan + 14, 8],
  [['以色列独立日', '以色列国庆节', '以色列国庆日'], ({ nisan }) => offTheSabbath(nisan + 34)],
  [['犹太教篝火节', '篝火节', '犹太篝火节'], ({ nisan }) => nisan + 47],
  [['七七节', '收获节', '新果实节', '周日节'], ({ nisan }) => nisan + 64, 2],
  [['圣殿被毁日', '禁食日'], ({ nisan }) => afterTheSabbath(nisan + 126)],
];

/** Independence day gives way to the sabbath and to the eve of mourning. */
function offTheSabbath(day: number): number {
  const by: Readonly<Record<number, number>> = { 5: -1, 6: -2, 1: 1 };
  return day + (by[weekdayOfDayNumber(day)] ?? 0);
}

function afterTheSabbath(day: number): number {
  return weekdayOfDayNumber(day) === 6 ? day + 1 : day;
}

/** Month and day of the Hijri calendar. */
const ISLAMIC: readonly (readonly [words: readonly string[], month: number, day: number, days?: number])[] = [
  [['伊斯兰新年', '伊斯兰教新年', '伊斯兰历新年', '回历新年', '希吉来新年'], 1, 1],
  [['阿舒拉节', '阿舒拉日'], 1, 10],
  [['圣纪节', '圣纪', '穆罕默德诞辰', '穆圣诞辰', '圣忌节', '先知诞辰', '先知生日'], 3, 12],
  [['登霄节', '夜行登霄节', '登霄夜'], 7, 27],
  [['斋月', '穆斯林斋月', '莱麦丹月', '拉马丹月'], 9, 1, 30],
  [['法令之夜', '权力之夜', '盖德尔夜', '高贵之夜'], 9, 27],
  [['开斋节', '尔代节', '肉孜节', '尔德节'], 10, 1],
  [['古尔邦节', '宰牲节', '忠孝节', '库尔班节', '哈芝节', '牺牲节'], 12, 10],
];

/** Days of remembrance by the solar calendar. */
const SOLAR: readonly (readonly [month: number, day: number, words: readonly string[]])[] = [
  [1, 10, ['人民警察节', '中国人民警察节', '警察节']],
  [2, 14, ['圣瓦伦丁节', '圣瓦伦汀节', '瓦伦丁节']],
  [2, 2, ['世界湿地日', '湿地日', '土拨鼠日']],
  [3, 14, ['白色情人节', '白色情人日']],
  [3, 17, ['圣帕特里克节', '圣派翠克节', '圣帕特里克日']],
  [3, 21, ['世界睡眠日', '世界森林日']],
  [3, 22, ['世界水日']],
  [3, 23, ['世界气象日', '气象日']],
  [4, 7, ['世界卫生日', '世界健康日']],
  [4, 15, ['全民国家安全教育日', '国家安全教育日', '国家安全日']],
  [4, 22, ['世界地球日', '地球日']],
  [4, 23, ['世界读书日', '读书日', '世界图书日', '世界图书与版权日', '圣乔治日', '圣乔治节']],
  [4, 24, ['中国航天日', '航天日']],
  [4, 26, ['世界知识产权日', '知识产权日']],
  [5, 8, ['世界红十字日']],
  [5, 12, ['护士节', '国际护士节', '防灾减灾日', '全国防灾减灾日']],
  [5, 15, ['国际家庭日']],
  [5, 17, ['世界电信日']],
  [5, 31, ['世界无烟日', '无烟日']],
  [6, 5, ['世界环境日', '环境日']],
  [6, 6, ['爱眼日', '全国爱眼日']],
  [6, 26, ['国际禁毒日', '禁毒日']],
  [7, 1, ['香港回归纪念日', '香港回归日']],
  [7, 7, ['七七事变纪念日', '七七事变', '卢沟桥事变']],
  [7, 11, ['世界人口日', '航海日', '中国航海日']],
  [8, 8, ['全民健身日']],
  [8, 15, ['日本投降日', '全国生态日']],
  [8, 19, ['医师节', '中国医师节']],
  [9, 3, ['抗战胜利纪念日', '抗日战争胜利纪念日', '抗战胜利日']],
  [9, 8, ['国际扫盲日']],
  [9, 18, ['九一八事变', '九一八纪念日', '九一八事变纪念日']],
  [9, 30, ['烈士纪念日']],
  [10, 16, ['老板节', '世界粮食日']],
  [10, 24, ['程序员节', '联合国日']],
  [11, 1, ['诸圣节', '万圣日']],
  [11, 2, ['万灵节']],
  [11, 8, ['记者节', '中国记者节']],
  [11, 9, ['消防日', '全国消防日', '消防宣传日']],
  [11, 14, ['世界糖尿病日']],
  [12, 1, ['世界艾滋病日', '艾滋病日']],
  [12, 4, ['宪法日', '国家宪法日']],
  [12, 9, ['一二九运动纪念日', '一二九运动']],
  [12, 13, ['国家公祭日', '公祭日', '南京大屠杀纪念日', '南京大屠杀死难者国家公祭日']],
  [12, 20, ['澳门回归纪念日', '澳门回归日']],
  [12, 26, ['节礼日', '毛泽东诞辰']],
];

/** Days sellers and couples have made of their figures. */
const SOLAR_WITH_HINT: readonly (readonly [month: number, day: number, words: readonly string[]])[] = [
  [5, 20, ['五二零', '五二〇', '520节', '网络情人节']],
  [12, 12, ['双十二', '双12']],
];

const LUNAR: readonly (readonly [month: number, day: number, words: readonly string[]])[] = [
  [1, 5, ['破五', '迎财神日']],
  [2, 2, ['龙抬头', '龙头节', '春龙节']],
  [3, 3, ['上巳节', '三月三节', '黄帝诞']],
  [4, 8, ['佛诞', '佛诞节', '浴佛节', '佛诞日']],
  [4, 15, ['卫塞节', '威瑟节', '比萨宝蕉节', '维萨卡节']],
  [10, 1, ['寒衣节', '祭祖节', '十月朝']],
  [10, 15, ['下元节', '下元']],
  [12, 24, ['南方小年']],
];

const NTH_WEEKDAY: readonly (readonly [month: number, weekday: number, nth: number, words: readonly string[]])[] = [
  [5, 7, 3, ['全国助残日', '助残日']],
  [9, 6, 3, ['全民国防教育日', '国防教育日']],
  [11, 5, 4, ['黑色星期五', '黑五节']],
  [9, 1, 1, ['美国劳动节', '劳工节']],
];

/** The harvest feast of southern India, whose second day is the great one. */
const PONGAL: readonly (readonly [by: number, words: readonly string[]])[] = [
  [0, ['庞格尔节', '淡米尔丰收节', '泰米尔丰收节', '印度丰收节']],
  [1, ['庞格尔节第三天', '淡米尔丰收节第三天', '泰米尔丰收节第三天', '印度丰收节第三天']],
  [2, ['庞格尔节第四天', '淡米尔丰收节第四天', '泰米尔丰收节第四天', '印度丰收节第四天']],
];

/** When the sun entered the sidereal Capricorn in January 2013, in Indian time, as a day number. */
const CAPRICORN_2013 = dayNumberOf(2013, 1, 14) + 0.285;
const SIDEREAL_YEAR = 365.25636;
const SUNSET = 0.75;

/** Kept on the day of that entry, or on the next one where it comes after sunset. */
function pongal(year: number): number {
  const entry = CAPRICORN_2013 + (year - 2013) * SIDEREAL_YEAR;
  return Math.floor(entry) + (entry - Math.floor(entry) > SUNSET ? 1 : 0);
}

const byDay = '按日历';

function feastsOfEaster(): Feast[] {
  return OF_EASTER.flatMap(([by, words, days]) => [
    { words, dates: (year: number) => [easter(year) + by], days, reason: BY_EASTER },
    {
      words: words.map((word) => `东正教${word}`),
      dates: (year: number) => [orthodoxEaster(year) + by],
      days,
      reason: '按东正教的复活节推算',
    },
  ]);
}

export const FEASTS: readonly Feast[] = [
  ...feastsOfEaster(),
  ...OF_ORTHODOX_EASTER.map(([by, words]): Feast => ({ words, dates: (year) => [orthodoxEaster(year) + by], reason: '按东正教的复活节推算' })),
  ...HEBREW.map(([words, date, days = 1]): Feast => ({
    words,
    dates: (year) => [date(hebrewYear(year)) - 1],
    days: days + 1,
    reason: '按犹太历，从前一天日落起',
    guessed: true,
  })),
  ...ISLAMIC.map(([words, month, day, days]): Feast => ({
    words,
    dates: (year) => islamicDays(year, month, day),
    days,
    reason: '按伊斯兰历推算，以当地公布为准',
    guessed: true,
  })),
  ...SOLAR.map(([month, day, words]): Feast => ({ words, dates: (year) => [dayNumberOf(year, month, day)], reason: byDay })),
  ...SOLAR_WITH_HINT.map(([month, day, words]): Feast => ({
    words,
    dates: (year) => [dayNumberOf(year, month, day)],
    needsHint: true,
    reason: byDay,
  })),
  ...LUNAR.map(([month, day, words]): Feast => ({ words, dates: lunarIn(month, day), reason: '按农历' })),
  ...NTH_WEEKDAY.map(([month, weekday, nth, words]): Feast => ({
    words,
    dates: (year) => {
      const first = dayNumberOf(year, month, 1);
      const day = first + ((weekday - weekdayOfDayNumber(first) + 7) % 7) + (nth - 1) * 7;
      // 黑色星期五 is the day after Thanksgiving, the fourth Thursday.
      return [month === 11 && weekdayOfDayNumber(first) === 5 ? day + 7 : day];
    },
    reason: byDay,
  })),
  ...PONGAL.map(([by, words]): Feast => ({ words, dates: (year) => [pongal(year) + by], reason: '按印度南部的太阳历', guessed: true })),
  { words: ['寒食节', '寒食'], dates: (year) => [toDayNumber(solarTermDate(year, '清明')) - 1], reason: '清明前一天' },
  { words: ['丰收节', '农民丰收节', '中国农民丰收节'], dates: (year) => [toDayNumber(solarTermDate(year, '秋分'))], reason: '秋分那天' },
  { words: ['地球一小时', '地球1小时', '地球熄灯一小时'], dates: (year) => [earthHour(year)], reason: '三月最后一个周六', guessed: true },
];

/** A lunar day in a solar year: once, or not at all for those late in the lunar year. */
function lunarIn(month: number, day: number): (solarYear: number) => number[] {
  return (solarYear) =>
    [solarYear - 1, solarYear]
      .map((year) => toDayNumber(lunarToSolar(year, month, day)))
      .filter((number) => Number(fromDayNumber(number).slice(0, 4)) === solarYear);
}
