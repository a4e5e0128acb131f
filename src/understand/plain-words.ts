import type { Normalised } from './normalise.js';
import { byHead, wordsIn } from './words.js';

/** Words that are put for others: how people say it at home or mistype it, and the words our rules know. */
export interface Rewrite {
  /** Without one of these the rule cannot match. */
  cues: readonly string[];
  from: RegExp;
  to: string | ((...found: (string | undefined)[]) => string);
}

const HOUR =
  '(?:凌晨|[上下中]午|早上|晚上|傍晚|早|晚)?(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点(?:半|整|[一三]刻|[0-9零一二三四五六七八九十]{1,3}分?)?|:[0-9]{2})';
const DAY = '(?:今天|明天|后天|大后天|今晚|明晚|明早|(?:下+|这|本)?(?:周|星期|礼拜)[一二三四五六日天])';
/** 「三点，哦不，四点」: what was said last holds. */
const TAKEN_BACK =
  '(?:(?:吧|啊|呀)?[\\s,.。]*(?:(?:啊|哦|噢|哎|呃|唉)[\\s,]*(?:不是|不对|不)|不对|不不+|说错了|错了|打错了|记错了|算了(?:还是)?|改成|改为|应该是)(?:啊|哦|了)?[\\s,.。]*(?:还是|是)?|(?:吧|啊|呀)?[\\s,.。]+不是[\\s,.。]+(?:是)?)';

/** One of these stands in whatever `TAKEN_BACK` fits. */
const TAKEN_BACK_WITH = [
  '不对',
  '不不',
  '不是',
  ',不',
  '。不',
  ' 不',
  ...[...'啊哦噢哎呃唉'].map((sigh) => `${sigh}不`),
  '错',
  '算了',
  '改成',
  '改为',
  '应该是',
];

const WEEKDAY = '(?:周|星期|礼拜)[一二三四五六日天]';
const FIGURE = '(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})';
/** A day of the year, of the month or of the week. */
const DATED = `(?:[农阴]历)?(?:(?:${FIGURE}|腊|正|冬)月(?:初[一二三四五六七八九十]|${FIGURE}[日号]?)|${FIGURE}[日号]|${WEEKDAY})`;

/** 「八月八日…，每年」「15号…，每月」: the day is of such a stretch. */
const fitsEach = (day: string, each: string): boolean =>
  each.includes('年')
    ? day.slice(0, -1).includes('月')
    : each.includes('月')
      ? !day.includes('月') && /[日号]$/.test(day) && !/周|期|拜/.test(day)
      : /^(?:周|星|礼)/.test(day);

/** A day or an hour begins here. */
const DAY_HEAD =
  '(?:大?[今明后](?:天|早|晚|日|儿)|(?:下+|这|本)?个?(?:周|星期|礼拜|月)|[上下中]午|晚上|早上|傍晚|[0-9一二两三四五六七八九十]{1,4}(?:[点:月日号年-]|个?(?:分钟|小时|天|周)))';

/** 「安排一下」, not the 下 of 下周. */
const A_BIT = '一下|下(?![周星礼个月午班下旬])';

const HOURS = `${HOUR}(?:[\\s,、]*(?:和|跟|、)?[\\s]*${HOUR}){0,4}`;
const EACH = '(?:每个?)?工作日|(?:每)?周一(?:到|至|-)周?[五六日]|每天|天天|每周[一二三四五六日]+|每个?周末';

/** Said as rules do not tell it. */
const TIMES: readonly Rewrite[] = [
  { cues: ['也就是'], from: /(?:周|星期|礼拜)[一二三四五六日天](?:,?也?就是)(?=(?:今|明|大?后)天)/g, to: '' },
  { cues: ['('], from: /((?:周|星期|礼拜)[一二三四五六日天])\([0-9]{1,2}[号日]\)/g, to: '$1' },
  { cues: ['-'], from: /(?<![0-9.-])(1[0-2]|0[1-9])-([0-3][0-9])(?=\s|[上下中]午|早|晚|提醒|[叫喊]我)/g, to: '$1月$2日' },
  { cues: ['明儿'], from: /[赶改]明儿个?/g, to: '改天' },
  { cues: ['最后一天'], from: /月[底末]最后一天/g, to: '月底' },
  { cues: ['你'], from: /我?(?:想|要|需要)(?:让|请)?你(?=(?:每|[0-9今明后下周星礼这本工]|一二三四五六七八九十|在|帮我|提醒我|叫我))/g, to: '' },
  {
    cues: ['每天'],
    from: /[\s,]*(?:不需要|不用|不要|不必|无需|不是)(?:以后)?每天(?:都)?(?:要)?(?:提醒|叫|喊|响)?(?:我)?(?:[\s,]*(?:今天|就|这|提|响)[\u4e00-\u9fff]{0,6}(?:就行|就好|就可以|一次)了?(?=[\s,。.]|$))?[\s,]*/g,
    to: ' ',
  },
  { cues: [':'], from: /([0-9]{1,2}:[0-9]{2})(上午|下午|晚上|早上)/g, to: '$2$1' },
  { cues: ['号'], from: /(?<![0-9.])(1[0-2]|0?[1-9])\.([0-3]?[0-9])(?=[号日])/g, to: '$1月$2' },
  {
    cues: ['除'],
    from: /除了?(?:周末|周六周日|周六日|双休日|休息日)(?:以外|之外|外)?[\s,]*(?:的)?(?:其他|其余)?(?:时间)?(?:都)?(?:每天|天天|每日)/g,
    to: '每个工作日',
  },
  { cues: ['农历每', '阴历每'], from: /[农阴]历的?每个?(年|月)的?/g, to: '每$1农历' },
  {
    cues: ['每年', '每个月', '每月', '每周', '每星期'],
    from: new RegExp(
      `^(${DATED})([^,。;每]{1,20}?)[\\s,]+(每年|每个?月|每周|每个?星期)(?:都|要|请)*(提醒我?|[叫喊]我)?(?:一次|一下)?[\\s。.]*$`,
      'g',
    ),
    to: (all, day = '', thing, each = '', ask) => (fitsEach(day, each) ? `${each.replace('个', '')}${day} ${ask ?? ''} ${thing}` : (all as string)),
  },
  {
    cues: ['早晚'],
    from: new RegExp(`(${WEEKDAY})[\\s、,和]?(${WEEKDAY})的?早晚(?:各)?[\\s,]*(${HOUR})`, 'g'),
    to: '$1早上$3、$1晚上$3、$2早上$3、$2晚上$3',
  },
  {
    cues: ['紧急', '重要'],
    from: new RegExp(`^(?:很|特别|非常|最)?(?:重要|紧急)的?[\\s,:!]*(?=${DAY_HEAD})|[\\s]*!+(?:很|特别)?(?:紧急|重要)`, 'g'),
    to: '',
  },
  { cues: ['双周'], from: /(?:每双周|每?隔一?周|两周一次|双周)(?![一二三四五六日天周的期末])/g, to: '每两周' },
  { cues: ['隔'], from: /每?隔一?(?:周|星期|礼拜)(?![一二三四五六日天周的期末])(?=[\s,]*(?:提醒|叫|喊|[去开交做给]))/g, to: '每两周' },
  { cues: ['早中晚'], from: new RegExp(`早中晚[\\s,:]*(${HOUR})[\\s,、和]+(${HOUR})[\\s,、和]+(${HOUR})`, 'g'), to: '早上$1、中午$2、晚上$3' },
  { cues: ['早晚'], from: new RegExp(`早晚(?:各)?(?:的)?[\\s,]*(${HOUR})[\\s,、和]+(${HOUR})`, 'g'), to: '早上$1、晚上$2' },
  { cues: ['早晚'], from: new RegExp(`早晚(?:各)?(?:的)?[\\s,]*(${HOUR})`, 'g'), to: '早上$1、晚上$1' },
  {
    cues: ['次'],
    from: new RegExp(`[一每][天日][两二三四234]次[\\s,]*(提醒我|叫我|喊我)([^,。;0-9]{1,12}?)[\\s,:]+(${HOURS})[\\s。.]*$`, 'g'),
    to: (_, ask, thing, hours) => `每天${listed(hours)}${ask}${thing}`,
  },
  { cues: ['响'], from: /(?:[两二三四五六]次)?都(?:要|得|给我)?响(?:一下|铃)?/g, to: '都提醒我' },
  {
    cues: ['个闹'],
    from: new RegExp(
      `(?:设|定|来|整|上)[两三四五六3-6]个(闹钟|闹铃)[\\s,:]*(${HOURS})(?:[\\s,]*(今晚|明早|明晚|明天早上|明天|后天)的?)?[\\s。.]*$`,
      'g',
    ),
    to: (_, bell, hours, day) => `${day ?? ''}${listed(hours)}都提醒我${bell}`,
  },
  {
    cues: ['工作日', '周一', '每天', '天天', '每周', '周末'],
    from: new RegExp(`(${HOURS})((?:的)?(?:闹钟|闹铃|提醒我?)?)[\\s,]+(?:就)?(${EACH})的?[\\s。.]*$`, 'g'),
    to: (_, hours, bell, each) => `${each === '工作日' ? '每个工作日' : each}${listed(hours)}${bell}`,
  },
  { cues: ['重复'], from: /(每[^,。;]{1,8}?)重复[\s,:]*(?=[\u4e00-\u9fff]{2})/g, to: '$1 ' },
  {
    cues: ['周', '期', '拜'],
    from: /((?:这|本|下)个?(?:周|星期|礼拜))([一二三四五六]{2,6})(?:的)?(?:每天)?(?=[早晚上下中凌]|[0-9])/g,
    to: (all, week, days) => runOfDays(week, days) ?? all ?? '',
  },
  {
    cues: ['还剩', '还有', '还差', '剩'],
    from: /(?:还剩|还有|还差|剩下?)([0-9一二两三四五六七八九十半]{1,3}个?(?:天|周|星期|礼拜|小时|月))(?:的?时候|时|的那天|那天)/g,
    to: '提前$1',
  },
  {
    cues: ['前'],
    from: new RegExp(`(?<=[,\\s])${HOUR}(?:之|以)?前(?:的)?([0-9一二两三四五六七八九十半]{1,3}个?(?:分钟|小时|钟头|刻钟))(?=[提叫喊])`, 'g'),
    to: '提前$1',
  },
  { cues: ['m'], from: /(?<=[0-9])\s?(?:mins?|minutes?)(?![a-z])/g, to: '分钟' },
  { cues: ['h'], from: /(?<=[0-9])\s?(?:hrs?|hours?|h)(?![a-z])/g, to: '小时' },
  { cues: ['早'], from: /(?<=[,\s])(?:提?早)([0-9一二两三四五六七八九十半]{1,3}个?(?:分钟|小时|钟头|刻钟))(?=提醒|[叫喊]我)/g, to: '提前$1' },
  { cues: ['提前'], from: /\s(提前[0-9一二两三四五六七八九十半]{1,3}个?(?:分钟|小时|钟头|刻钟|天))[\s。.]*$/g, to: ' $1提醒我' },
];

const listed = (hours = ''): string => hours.replace(/[\s,、]+/g, '、');

const WEEK = '一二三四五六';

/** 「这周二三四」: so many days in a row; undefined where they do not follow each other. */
function runOfDays(week = '', days = ''): string | undefined {
  const at = WEEK.indexOf(days);
  return at < 0 || at + days.length > WEEK.length ? undefined : `从${week}${days.charAt(0)}起连续${days.length}天`;
}

/** 「在日历上添加…」「把…加到日程」「备忘：…」: what is written down to be thought of. */
const NOTED = '(?:我的)?(?:日历|日程表?|行程表?|备忘录?|清单)';
const WRITTEN: readonly Rewrite[] = [
  {
    cues: ['历', '程', '忘', '清单'],
    from: new RegExp(
      `^(?:请|帮我|麻烦|给我)*(?:在|往|给)?${NOTED}(?:上|里面?|中)?(?:再|帮我|给我)?(?:添加|新增|加入|加|记|写|添|建|标[记注]?)(?:${A_BIT}|上(?![周午个]))?(?:一?[条个项笔](?!月))?[\\s:,]*(?!了)`,
      'g',
    ),
    to: '提醒我 ',
  },
  {
    cues: ['历', '程', '忘', '清单'],
    from: new RegExp(
      `^(?:请|帮我|麻烦)*[把将](.{4,30}?)(?:加|添加|记|写|放|存|列|排)(?:到|进|入|在)${NOTED}(?:里面?|中|上|去)?(?:吧|里)?[\\s。.]*$`,
      'g',
    ),
    to: '提醒我 $1',
  },
  { cues: ['把', '将'], from: /^(?:请|帮我|麻烦)*[把将](.{4,24}?)(?:记上|记下来?|记一下|记着)(?:吧)?[\s。.]*$/g, to: '提醒我 $1' },
  {
    cues: ['记一下', '记下', '记着', '记上', '历', '程', '备忘'],
    from: new RegExp(
      `^((?:大?[明后]天|下+(?:周|星期|礼拜)[一二三四五六日天]|(?:周|星期|礼拜)[一二三四五六日天]|[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号]|[0-9]{1,2}[日号]|[本这下]?个?月底|年底|(?:本|这)?周末)[^了过说。;]{4,40}?)[\\s,]+(?:请|先|帮我|你|麻烦|给我)*(?:记一下|记下来?|记着|记上|(?:加|记|放)(?:到|进|入)${NOTED}(?:里面?|中|上)?)[\\s。.吧]*$`,
      'g',
    ),
    to: '提醒我 $1',
  },
  {
    cues: ['定时', '日历事件', '日程事件'],
    from: /^(?:请|帮我|麻烦|给我)*(?:创建|新建|设置|设定|设|加|建|定|添加)(?:一?[个条])?(?:新的?)?(?:定时任务|定时提醒|日历事件|日程事件)[\s,:]+(?=.*(?:提醒我|叫我|喊我|提醒))/g,
    to: '',
  },
  {
    cues: ['定时', '日历事件', '日程事件'],
    from: /^(?:请|帮我|麻烦|给我)*(?:创建|新建|设置|设定|设|加|建|定|添加)(?:一?[个条])?(?:新的?)?(?:定时任务|日历事件|日程事件)[\s,:]+/g,
    to: '提醒我 ',
  },
  {
    cues: ['安排', '添加', '创建', '新建', '新增'],
    from: new RegExp(
      `^(?:请|帮我|麻烦|给我|我要|我想|[\\s,])*(?:安排|添加|创建|新建|新增)(?:${A_BIT}|一?[个场次条](?!月))?[\\s:,]*(?=${DAY_HEAD}[^和跟与约,。;?!说]{1,28}(?:[早晨午晚例周班]?会|会议|讨论会|面试|培训|考试|聚会|聚餐|活动|课|体检|复诊|比赛|演出|讲座|路演|值班)[\\s。.]*$)`,
      'g',
    ),
    to: '提醒我 ',
  },
  {
    cues: ['记', 'mark'],
    from: new RegExp(
      `^(?:[\\s,.。!]|不好意思|麻烦|哎|嗯|那个|我想想|请|可以|能)*(?:(?:帮我|给我|替我)(?:记|备忘)(?:${A_BIT}|下来|住|着|上(?![周午个])|一?[个件]事儿?)?(?:${A_BIT})?|记(?:下来|一下|个事儿?|!)|mark一?下)(?:呗|吧|吗|啊|哈|哦)?[\\s,:。!]*(?=${DAY_HEAD}[^了过说。;?!]{2,30}[\\s。.]*$)`,
      'g',
    ),
    to: '提醒我 ',
  },
  { cues: ['我说一'], from: /(?:记得)?(?:跟|和|给)我说一[声下](?:吧|啊|哈)?(?=[\s,。.]|$)/g, to: '提醒我' },
  {
    cues: ['新建待办', '创建待办', '添加待办', '新增待办'],
    from: /^(?:请|帮我)*(?:新建|创建|添加|新增)待办[\s:,]*(?=.*(?:提醒|叫)(?:我|一下)?)/g,
    to: '',
  },
  { cues: ['新建待办', '创建待办', '添加待办', '新增待办'], from: /^(?:请|帮我)*(?:新建|创建|添加|新增)待办[\s:,]*/g, to: '提醒我 ' },
  { cues: ['新增', '添加', '新建'], from: /^(?:请|帮我)*(?:新增|添加|新建)(每[^,。;]{3,16})提醒[\s。.]*$/g, to: '提醒我 $1' },
  { cues: ['提醒', '通知'], from: /(?:给我发|发)(?:一?个|一?条)?(?:提醒|通知)(?:给我)?(?=[\s,。.]|$)/g, to: '提醒我' },
  { cues: ['忘', '程', '历'], from: /^(?:备忘录?|日程|日历|行程)[\s:,]+(?=[0-9今明后下周星这本大一二三四五六七八九十月])/g, to: '提醒我 ' },
];

/** Typed wrongly, or said as at home. None of these words means anything else where it stands. */
const MEANT: readonly Rewrite[] = [
  {
    cues: [...'题体堤', '提型', '提行', '提性', '提星', '提配', '提省', '提形', '提姓', '提醍'],
    from: /[题提体堤][型行性星配省形姓醍](?=(?:一下|下|一声)?我)|[题体堤]醒(?=(?:一下|下)?我|一下)/g,
    to: '提醒',
  },
  { cues: ['tx', 'TX', 'tixing', 'remind'], from: /(?<![a-zA-Z])(?:tx|TX|tixing|remind)\s?(?=(?:一下|下)?我)/g, to: '提醒' },
  { cues: ['闹'], from: /(?<![热吵胡打])闹[中种终](?!取)/g, to: '闹钟' },
  {
    cues: ['呼', '吆喝', '提溜', '知会', '言语', '嘱咐', '提点', '艾特', '@', 'call', 'cue', ...'吼嚎唤戳敲踹踢拍捅弹滴'],
    from: /(?:招呼|吆喝|提溜|知会|言语|嘱咐|提点|呼叫|艾特|@|call|cue)(?:一下|下)?我(?:一?[声下])?(?![声下说问就了的让才都过])|(?:吼|嚎|唤|戳|敲|踹|踢|拍|捅|呼|弹|滴)我一?[声下嗓把脚](?:子)?(?![说问就了的让才都过])/g,
    to: '提醒我',
  },
  {
    cues: ['言语', '吱', '吭', '知会', '招呼', '吆喝'],
    from: /(?<![跟和给与对向])(?:言语|吱|吭|知会|招呼|吆喝)一?声(?=$|[\s,。.!吧啊]|[打去给开交回拿买接取])/g,
    to: '提醒我',
  },
  {
    cues: ['提示', '个提醒', '提个醒', '提一个醒'],
    from: /(?:给我|帮我|给)(?:来|发|弄)?一?个?提示(?=[\s,。.!吧]|$)|给我(?:来|发|弄)?一?个提醒(?=[\s,。.!吧]|$)|(?:给我|帮我|给)?提一?个醒儿?(?=[\s,。.!吧]|$)/g,
    to: '提醒我',
  },
  { cues: ['提我'], from: /(?<![别他她])提我(?=[去打给交开带吃拿买看参接])/g, to: '提醒我' },
  { cues: ['诉我', '知我', '会我'], from: /(?:到时候?|到点)(?:记得|再|请)?(?:告诉|通知|知会)我(?:一声|一下)?/g, to: '提醒我' },
  { cues: ['别叫我', '别让我'], from: /别(?:叫|让)我(?:忘记|忘掉|忘)了?/g, to: '别忘了' },
  { cues: ['晌'], from: /后半?晌|下半?晌/g, to: '下午' },
  { cues: ['晌'], from: /前半?晌|头晌|上半?晌/g, to: '上午' },
  { cues: ['昼'], from: /上昼/g, to: '上午' },
  {
    cues: ['黑'],
    from: /天?擦黑儿?|[今明后]晚黑(?=[0-9一二三四五六七八九十])/g,
    to: (word = '') => (word.includes('晚') ? word.slice(0, 2) : '傍晚'),
  },
  { cues: ['朝'], from: /([明今])朝(?:头)?(?=早|[上下中]午|下昼|晚|[0-9一二两三四五六七八九十]{1,3}点)/g, to: (_, day) => `${day}天` },
  { cues: ['朝'], from: /听朝(?:早)?/g, to: '明天早上' },
  {
    cues: [...'壹贰叁肆伍陆'],
    from: /(周|星期|礼拜)([壹贰叁肆伍陆])/g,
    to: (_, unit, day) => `${unit}${'一二三四五六'.charAt('壹贰叁肆伍陆'.indexOf(day as string))}`,
  },
  { cues: [...'壹贰叁肆伍陆'], from: /星期([壹贰叁肆伍陆])/g, to: (_, day) => `星期${'一二三四五六'.charAt('壹贰叁肆伍陆'.indexOf(day as string))}` },
  { cues: ['闹'], from: /(闹钟|闹铃)[\s:]*([012][0-9])([0-5][0-9])(?![0-9])/g, to: (_, bell, hour, minute) => `${bell} ${hour}:${minute}` },
  {
    cues: ['还是', '改成', '算了', '不'],
    from: /提前[^,。;]{1,8}?((?:提醒|叫|喊|通知)我?(?:一下|一声)?)[\s,]*(?:吧|啊)?[\s,]*(?:(?:啊|哦|还是)*(?:算了|不对|不不*)+(?:还是)?|还是|改成)[\s,]*(提前[^,。;]{1,8})/g,
    to: (_, ask, lead) => `${lead}${ask}`,
  },
  {
    cues: TAKEN_BACK_WITH,
    from: new RegExp(
      `(凌晨|[上下中]午|早上|晚上|傍晚|早|晚)?(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点(?:半|整|[一三]刻|[0-9零一二三四五六七八九十]{1,3}分?)?|:[0-9]{2})${TAKEN_BACK}(?=(凌晨|[上下中]午|早上|晚上|傍晚|早|晚)?${HOUR})`,
      'g',
    ),
    to: (_, half, own) => (own ? '' : (half ?? '')),
  },
  { cues: TAKEN_BACK_WITH, from: new RegExp(`${DAY}${TAKEN_BACK}(?=${DAY})|^[\\s,]*不是${DAY}[\\s,]*(?:而)?是(?=${DAY})`, 'g'), to: '' },
  { cues: TAKEN_BACK_WITH, from: new RegExp(`${DAY}${TAKEN_BACK}(?=${DAY})`, 'g'), to: '' },
];

/** Sounds of somebody who thinks while he speaks. */
const HESITATES = /嗯|呃|额|唔|哎|诶|那什么|那啥|我想想|怎么说|就是说?|那个|嘛|哈|咱|[\s,]?对[\s,]?/;
const SOUNDS: readonly Rewrite[] = [
  {
    cues: [''],
    from: /(?:嗯+|呃+|额+(?!度|头|外)|唔+|哎(?:呀|哟)?|诶|欸)[\s,]*|(?:你|您)?(?:那什么|那啥|那个啥|我想想|让我想想|怎么说呢?|你?知道吧)[\s,]*/g,
    to: '',
  },
  { cues: [''], from: /(?:^|(?<=[\s,啊吧嘛哎]))(?:就是说?|那个|然后)(?:啊|吧|呢|嘛)?[\s,]*/g, to: '' },
  { cues: [''], from: /(?<=一下)(?:啊|吧|呢|哈)?就是(?=[0-9今明后下这周星礼一二三四五六七八九十大])/g, to: '' },
  {
    cues: [''],
    from: /(?<=[\u4e00-\u9fff])(?:啊|嘛|吧|哈|呢)(?=[\s,]*(?:[上下中]午|早上|晚上|[0-9一二两三四五六七八九十]{1,3}点|[今明后]天|(?:下|这)*(?:周|星期|礼拜)[一二三四五六日天]))[\s,]*/g,
    to: '',
  },
  { cues: [''], from: /((?:大?后|明|今)天|(?:下|这)*(?:周|星期|礼拜)[一二三四五六日天])[\s,]*\1/g, to: (_, day) => day as string },
];

/** Sounds of thinking inside the sentence. */
const THINKS = /.(?:嗯|呃|那什么|那啥|诶)|就是.{1,6}[嘛啊]/;

const PLAIN = [...MEANT, ...WRITTEN, ...TIMES];
const PLAIN_CUES = byHead([...new Set(PLAIN.flatMap((rule) => rule.cues))]);

/** The sentence in words our rules know, each of its characters pointing at what was typed; undefined where nothing changes. */
export function inPlainWords(normalised: Normalised): Normalised | undefined {
  const cues = wordsIn(normalised.text, PLAIN_CUES);
  const plain = cues.size > 0 ? rewritten(normalised, PLAIN, cues) : undefined;
  return THINKS.test(normalised.text) ? (rewritten(plain ?? normalised, SOUNDS) ?? plain) : plain;
}

/** The same without what is said while thinking: 「嗯那个…就是后天嘛后天早上」. */
export function withoutSounds(normalised: Normalised): Normalised | undefined {
  const plain = inPlainWords(normalised);
  return HESITATES.test(normalised.text) ? (rewritten(plain ?? normalised, SOUNDS) ?? plain) : undefined;
}

/** `held`: the cues that stand in the text as it is typed; absent where all rules are tried. */
export function rewritten(normalised: Normalised, rules: readonly Rewrite[], held?: ReadonlySet<string>): Normalised | undefined {
  let { text } = normalised;
  let origin: number[] | undefined;
  for (const { cues, from, to } of rules) {
    if (!cues.some((cue) => (held && !origin ? held.has(cue) : text.includes(cue)))) continue;
    let line = '';
    const places: number[] = [];
    let at = 0;
    for (const match of text.matchAll(from)) {
      const put = typeof to === 'string' ? to.replace(/\$([1-9])/g, (_, group: string) => match[Number(group)] ?? '') : to(...match);
      if (put === match[0]) continue;
      const start = match.index;
      line += text.slice(at, start) + put;
      for (let one = at; one < start; one++) places.push(one);
      for (let one = 0; one < put.length; one++) places.push(Math.min(start + one, start + match[0].length - 1));
      if (put.length > 0) places[places.length - 1] = start + match[0].length - 1;
      at = start + match[0].length;
    }
    if (at === 0) continue;
    for (let one = at; one < text.length; one++) places.push(one);
    const before = origin;
    origin = before ? places.map((one) => before[one] as number) : places;
    text = line + text.slice(at);
  }
  if (!origin) return undefined;
  const known = normalised.origin;
  return { ...normalised, text, origin: Int32Array.from(known ? origin.map((one) => known[one] as number) : origin) };
}
