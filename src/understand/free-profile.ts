import { clausesOf } from './clauses.js';
import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { dayArg, factOf, statedFact } from './facts.js';
import { fillNewClient, fillRelative, relationAt } from './fill-person.js';
import { argOf, isQuestion, spec } from './free-guard.js';
import type { FactArg, IntentSpec } from '../domain/intent.js';
import { skipSeparators } from './keyword.js';
import { surnameAt } from './person-words.js';
import type { Clause, Reading } from './reading.js';
import type { Mention } from './client-mention.js';
import { mainMention } from './slots.js';
import { findTimeSpans } from './time/index.js';
import type { MomentSpan } from './time/types.js';

/** 「有个姐姐叫刘萍」「她妈姓徐 徐桂珍」「妹妹孙丽萍也是我们客户」. */
const TELLS_NAME =
  /^(?:名字叫|名叫|叫做|叫|姓名|是|姓[\u4e00-\u9fff]{1,2}[\s,]+(?:叫)?)?[\s,]*([\u4e00-\u9fff]{2,3}?)(?=也|是|在|今年|今天|生日|[\s,。]|$)/;

/** 「李秀兰的女儿叫王小雨，5月12日生日」. */
export function relativeAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'relative');
  const main = mainMention(reading);
  if (!intent || !main || isQuestion(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const { text } = reading;
  let at = skipSeparators(text, main.end);
  if (text[at] === '的') at += 1;
  const has = /^(?:家里?)?(?:还)?有(?:一?个|一?位|俩|两个)?/.exec(text.slice(at));
  if (has) at += has[0].length;
  const his = /^[他她](?=[\u4e00-\u9fff])/.test(text.slice(at)) ? 1 : 0;
  at += his;
  // 「小孙女」「大儿子」: which of several.
  const relation = relationAt(text, at) ?? (/[小大二三]/.test(text[at] ?? '') ? relationAt(text, at + 1) : undefined);
  if (!relation || reading.has('question', main.end) || /什么|干嘛|啥/.test(text)) return undefined;
  const headed = /^\s*(?:加|添|登记|补|记)(?:一?下|一?个)?(?:关系人|家属|亲属)[\s,:]*/.exec(text)?.[0].length ?? 0;
  const isLinked = /(?:关联|登记|记|加|补)(?:一?下|上)[\s。]*$/.test(text) || /^[\u4e00-\u9fff]{2,3}也是/.test(text.slice(relation.end));
  if (
    main.start > skipSeparators(text, headed) + 2 ||
    (headed === 0 && !isLinked && !has && his === 0 && !/^(?:姓|名字叫|名叫|叫做|叫|是|姓名)/.test(text.slice(relation.end)))
  )
    return undefined;
  const told = TELLS_NAME.exec(text.slice(relation.end));
  const isSurnamed = text[relation.end] === '姓';
  if ((has || his > 0 || isLinked || isSurnamed) && told?.[1] && surnameAt(told[1], 0) > 0)
    return draft(intent, { client: argOf(reading, main), relation: relation.value, name: told[1] }, { isGuessed: true, confidence: 0.85 });
  if (has || his > 0 || isLinked || isSurnamed) return undefined;
  const filled = fillRelative(reading, intent, main.start);
  const name = filled.args['name'];
  // 「老公是做外贸的」
  if (typeof name === 'string' && text.startsWith('是', relation.end) && surnameAt(name, 0) === 0) return undefined;
  if (typeof name !== 'string' || !/^[\u4e00-\u9fff·]{2,5}$/.test(name) || filled.missing.length > 0 || /老师|医生|公务|学生|经理/.test(name))
    return undefined;
  return { ...filled, args: { ...filled.args, client: argOf(reading, main) }, isGuessed: true, confidence: 0.85 };
}

/** 「李秀兰农历七月十五过生日」: each year on that day; 今天, 下周三 tell of this year's. */
const DAY_FIRST = /^的?(?:是|在)?(?:[农阴旧阳公新]历|[0-9一二三四五六七八九十正冬腊]{1,3}月)/;

/** 「李阿姨的生日是农历八月十五」. */
export function careDateAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'care-date');
  const main = mainMention(reading);
  if (!intent || !main || isQuestion(reading)) return undefined;
  const lead = /^[\s]*(?:请|帮我|给我)?(?:登记|记录|记|存|加|添|更新|改)(?:一?下|上|个)?[\s,:]*/.exec(reading.text)?.[0].length ?? 0;
  if (main.start > skipSeparators(reading.text, lead) + 2) return undefined;
  const rest = reading.text.slice(main.end);
  const day = DAY_FIRST.test(rest) ? reading.moments('future').find((span) => span.start <= main.end + 2 && span.start >= main.end) : undefined;
  if (
    day &&
    /^的?(?:过)?(?:生日|大?寿)/.test(reading.text.slice(day.end)) &&
    !reading.has('hearsay') &&
    !reading.has('question', main.end) &&
    dayArg(day)
  )
    return draft(
      intent,
      { client: argOf(reading, main), kind: 'birthday', date: dayArg(day) },
      { isGuessed: true, confidence: 0.8, missing: day.value.vague ? ['date'] : [] },
    );
  const match =
    /^的?(?:[\u4e00-\u9fff]{0,3}纪念日|[金银]婚|[五六七八九]十[一二三四五六七八九]?岁?(?:大寿|生日|寿辰)|(?:农历|阴历|旧历|老历|阳历|公历|新历|身份证上?的?)?生日|过寿)(?:要?改一下|改改|更正一下|更正|更新一下|记错了|登记错了|改?登记(?:成|为|到))?[\s,]*(?:应该是|应该|是|在|:|改成|,)?/.exec(
      rest,
    );
  if (!match || reading.has('hearsay') || reading.has('question', main.end)) return undefined;
  const moment = reading.moments('future').find((span) => span.start >= main.end + match[0].length && span.start <= main.end + match[0].length + 2);
  const date = moment ? dayArg(match[0].match(/[农阴旧老]历/) ? asLunar(reading, moment) : moment) : undefined;
  if (!date) return undefined;
  return draft(
    intent,
    { client: argOf(reading, main), kind: /纪念日|[金银]婚/.test(match[0]) ? 'anniversary' : 'birthday', date },
    { isGuessed: true, confidence: 0.85, missing: date.vague ? ['date'] : [] },
  );
}

/** 「农历生日是八月十五」: the day behind it is one of that calendar. */
function asLunar({ text, context }: Reading, span: MomentSpan): MomentSpan {
  if (span.value.lunar) return span;
  const words = text.slice(span.start, span.end);
  const found = findTimeSpans(`农历${words}`, { now: context.now, calendar: context.calendar, lean: 'future' })[0];
  return found && found.kind !== 'duration' && found.value.lunar ? found : span;
}

/** 「…，给他补上」: what to do with it. */
const PUT_THERE =
  /^(?:请|麻烦|帮我|帮忙|你)*(?:给(?:他|她))?(?:(?:在)?(?:资料|档案|备注|信息)(?:里|上|中))?(?:(?:补上|补充一?下|补充上?|补一下|补进去|记上|加上|记一?下|备注(?:上|一?下)?|存上|存一?下|更新(?:上|一?下)?|改一?下|登记(?:上|一?下)?|录(?:上|进去|一?下)|添上|写上|标(?:注|记)?(?:上|一?下)?)|(?:记|写|加|补|备注|更新|录)(?:到|进|在|入)(?:他|她)?的?(?:客户)?(?:资料|档案|备注|信息)(?:里|上|中)?(?:去)?)(?:吧|了)?$|^(?:下回|下次|以后|今后|回头)?[^,。]{0,5}?(?:注意|留意|记着|别忘)(?:一?下|一?点)?$|^(?:这个?)?(?:备注|资料|事|事儿)?(?:别|不要)(?:给别人看|外传|说出去|往外说)$/;
/** 「换手机号了 新号…」「搬家了，新地址…」: what is kept as it is said. */
const CHANGED =
  /^(?:的)?[\s,]*(?:刚|已经|又)?(?:(?:搬家|搬了家|搬走|换工作|换单位|跳槽)了?[\s,]*)?(?:(?:换|改)了?(?:个)?(?:新)?(?:手机号码?|手机|号码?|电话(?:号码?)?|微信号?|单位|地址|住址|邮箱)了?|(?:手机号?码?|电话|号码|微信号?|地址|单位|邮箱)(?:(?:换|改|变)了|(?:已经?|现在|现)?(?:换成|改成|改为|更新为|变成|更换为)(?=.{4}))|(?:新|备用)(?:手机号码?|号码?|电话|地址|单位|微信号?|邮箱)(?:是|:|,)?)[\s,:0-9](?=.{4})|^(?:的)?[\s,]*(?:刚|已经|又)?(?:(?:搬家|搬了家|搬走|换工作|换单位|换公司|跳槽|换号|换手机)了?[\s,]*)?(?:新|备用|现在的?)(?:手机号码?|号码?|电话|地址|住址|单位|公司|微信号?|邮箱)(?:是|为|在|改成|换成|叫)(?=.{2})|^(?:的)?[\s]*(?:手机号?码?|电话|号码|微信号?|地址|住址|单位|邮箱)(?:已经?|现在|现)?(?:换成|改成|改为|更新为|变成|更换为)(?=.{4})/;
/** 「以后叫欧阳静欧阳老师」. */
const CALLED = /^[\s,]*(?:以后|今后|往后)(?:都|就|要|得)?(?:管|叫|喊|称呼)[\s]*$/;

/** 「住院了，肺炎」「搬家了，现在住浦东」「不喜欢接电话，微信联系就行」: a few words behind a fact that say more of it. */
const SAYS_MORE =
  /^(?:早上|上午|中午|下午|晚上|平时|周末)?(?:他|她)(?:要|得)[^,。我了说]{1,8}$|^(?:现在|目前|新家)?(?:住|搬)[在到]?[\u4e00-\u9fff]{2,8}$|^(?:微信|短信|电话|邮件|企微)(?:联系|沟通|说|发)?(?:就行|就好|即可|为主|可以|都行|都可以|最好)$|^[\u4e00-\u9fff]{1,3}(?:炎|病|癌|瘤|折|症|石|出血)$|^(?:学|读|在读|上)[\u4e00-\u9fff]{2,8}$|^(?:现在|以前|目前|退休前|之前)?(?:是|在|当|任|做)(?:个|一名|了)?[\u4e00-\u9fffA-Za-z]{2,14}$|^(?:做|开|当|搞)[\u4e00-\u9fff]{2,8}(?:的)?$/;

/** A few plain words behind a fact say more of it, unless they are the speaker's opinion or a report. */
const LONGEST_MORE = 16;
const COMMENTS =
  /真|太|好笑|羡慕|哈|[呀啊吧呢嘛]|我|咱|你|佩服|厉害|难怪|烦|可怜|心疼|果然|居然|有意思|搞笑|不错|挺|说|问|来了|聊|谈|打了|见|联系过|约|明天|后天|下周|今天|昨天|上午|下午|要不要|怎么|为什么|[?]/;

function withTails(reading: Reading, clauses: readonly Clause[], facts: readonly (FactArg | undefined)[]): (FactArg | undefined)[] {
  return facts.map((fact, i) => {
    const clause = clauses[i];
    if (fact !== undefined || i === 0 || facts[i - 1] === undefined || !clause) return fact;
    const before = facts[i - 1] as FactArg;
    const words = reading.text.slice(clause.start, clause.end);
    if (ADVICE.test(words)) return { ...statedFact(reading, clause), kind: 'preference' as const };
    if (!SAYS_MORE.test(words) && !(words.length <= LONGEST_MORE && !COMMENTS.test(words))) return undefined;
    // An illness told in two parts is kept out of lists in both.
    return { ...statedFact(reading, clause), kind: before.kind, ...(before.confidentiality ? { confidentiality: before.confidentiality } : {}) };
  });
}

const NEW_CLIENT =
  /^(?:请|帮我|给我|麻烦|今天|刚才?|刚刚|上午|下午|昨天|[\s,])*(?:又)?(?:(?=新客户(?:登记|录入|建档))|新?来了?|新增了?|新加了?|登记|录入?|加|添|认识了?|新认识了?|开发了?|拓展了?|转介绍了?|有|建)(?:一?下)?(?:[一两]?[个位名])?(?:新|潜在|行外)?(?:来的)?客户(?:登记|录入|建档)?[\s,:]*(?:是)?(?:姓[\u4e00-\u9fff]{1,2}[\s,]+)?(?:名字|姓名)?(?:叫做?|名叫|是|为)?[\s,:]*/u;

const FILED =
  /(?:建个?档|建个?客户|加进来|加一?下|录进[去来]|录一?下|录入|登记一?下|登记上|新建|建一?下|入库|入册|建上)(?:吧|了)?[\s。]*$|^[^,。]{0,12}(?:新户|新客户|新客)|^[^,。]{0,6}新(?:拓展|开发|开|营销|发展|增|认识)了?(?:一)?[户个位]/u;
/** 「刚在沙龙认识一个叫沈国栋的」「老赵介绍了他邻居 姓马 马文斌」「开了个新户，客户叫何静怡」. */
const MET_NEW =
  /(?:认识|介绍|转介绍?|带来|推荐|遇到|碰到|拓展|开发|接待|来|加|开|新户|新客户?|聊)(?:了|到)?[^。;]{0,14}?(?:名叫|叫做?|名字是?|姓名[:是]?|姓[\u4e00-\u9fff]{1,2}[\s,]+(?:叫)?)[\s:]*([\u4e00-\u9fff·]{2,4}?)(?=的|是|男|女|在|做|住|[\s,。]|电话|手机|号码|1[3-9]|$)/u;

/** 「推荐她弟弟陈晓东来开户」 */
const BROUGHT_NEW =
  /(?:推荐|介绍|带来?|领)了?(?:他|她|自己)?(?:的)?(?:弟弟|妹妹|哥哥|姐姐|儿子|女儿|爱人|老公|老婆|妈妈|爸爸|同事|朋友|邻居|亲戚|同学|战友|闺蜜|表[哥弟姐妹]|堂[哥弟姐妹])[,\s]?([\u4e00-\u9fff]{2,3}?)(?=来|过来|开户|办|[\s,。]|$)/u;
/** Somebody new by how he was met, and that he is to be put on file. */
function newlyMet(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const isFiled = FILED.test(text) || /1[3-9][0-9]{9}/.test(text);
  if (!isFiled || isQuestion(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const met = MET_NEW.exec(text) ?? BROUGHT_NEW.exec(text);
  const name = met?.[1];
  if (!met || !name || surnameAt(name, 0) === 0 || reading.mentions.some((one) => one.by === 'fullName' && text.slice(one.start, one.end) === name))
    return undefined;
  const { mobile } = fillNewClient(reading, intent, met.index + met[0].length).args;
  return draft(intent, { name, ...(typeof mobile === 'string' ? { mobile } : {}) }, { isGuessed: true, confidence: 0.8 });
}

/** 「新来个客户叫钱多多 电话 138…」「登记一个新客户，孙小明，137…」: a name, and a number or the word 新. */
export function newClientAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'new-client');
  const { text } = reading;
  if (!intent || text.length > 60) return undefined;
  const met = /叫|姓|名|推荐|介绍|带|领/.test(text) ? newlyMet(reading, intent) : undefined;
  if (met) return met;
  if (!text.includes('客户')) return undefined;
  const lead = NEW_CLIENT.exec(text);
  if (!lead || isQuestion(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const filled = fillNewClient(reading, intent, lead[0].length);
  const name = filled.args['name'];
  if (typeof name !== 'string' || !/^[\u4e00-\u9fff·]{2,4}$/.test(name) || surnameAt(name, 0) === 0) return undefined;
  if (filled.args['mobile'] === undefined && !/新|潜在|行外/.test(lead[0])) return undefined;
  return { ...filled, isGuessed: true, confidence: 0.82 };
}

/** 「给赵德柱补充一条：喜欢钓鱼」「在王总资料里备注一下，不吃辣」: told to be kept, before or behind the client. */
const HEADED = /^[\s]*(?:备注|记录|记|登记|补充|补充资料|更新资料|更新|备忘|客户信息|资料更新|信息更新)(?:一下)?[\s:,]+$/;
const PUTS = /^[\s]*(?:请|麻烦|帮我|帮忙)*(?:给|在|往|为|把|(?:记|写|加|补充|补|备注|录|存)(?:到|进|在|入)?)?(?:客户)?$/;
/** 「记到张伟资料里：…」 */
const INTO = /^(?:的)?(?:客户)?(?:资料|档案|备注|信息|画像)(?:里面?|上|中)?[\s:,]+(?=.{2})/;
const PUT_LEAD =
  /^(?:的)?(?:客户)?(?:资料|档案|备注|信息|画像)?(?:里面?|上|中)?(?:再)?(?:补充|补录|补|加|添|备注|标注|记|写|更新|打|贴)(?:一?[条句个笔]|一?下|上|几句|点)*(?:资料|备注|信息|标签|情况|特点|偏好|喜好|忌讳)?[\s:,]+(?=.{2})|^的(?:事情?|事儿)(?:你|请|麻烦|帮我|给我)*(?:记着|记住|记好|留意着?|记一?下)(?:一?点儿?|一下)?[\s:,]+(?=.{2})/;

/** What is said to be kept of somebody, whatever it is about. */
function putThere(reading: Reading, main: Mention, isLed: boolean): FactArg[] | undefined {
  const { text } = reading;
  const before = text.slice(0, main.start);
  const lead = PUTS.test(before)
    ? (PUT_LEAD.exec(text.slice(main.end)) ?? (/[记写加补注录存到进在入]$/.test(before) ? INTO.exec(text.slice(main.end)) : null))
    : null;
  if (isLed && !lead) return undefined;
  const clauses = clausesOf(reading, main.end + (lead?.[0].length ?? 0), text.length);
  const kept = clauses.filter((one) => !PUT_THERE.test(text.slice(one.start, one.end)));
  const isPut =
    lead !== null ||
    HEADED.test(text.slice(0, main.start)) ||
    (main.start <= skipSeparators(text, 0) && kept.length < clauses.length && kept.length > 0 && KEEPS.test(text));
  return isPut && kept.length > 0 ? kept.map((clause) => statedFact(reading, clause)) : undefined;
}

/** What is said at the end of words that are to be kept; 注意 and 别忘 keep only what is news by itself. */
const KEEPS = /(?:补|记|加|备注|存|更新|登记|录|添|写|标|改)(?:一?下|充|上|进去|到|进|在|入|注|记)*[^,。]{0,10}$/;

/** 「别聊太久」「以后送礼别送甜的」: how to deal with it, behind a fact. */
const ADVICE =
  /^(?:以后|今后|平时|最好|尽量|千万|注意|记得|送礼|打电话|联系|聊天|约他|约她|见面|拜访|吃饭)*[^,。我]{0,6}?(?:(?:别|不要|少|不能|避免|勿|不宜|多(?!少)|早点|提前|小声|大声|慢点)[^,。]{1,12}|(?:要|得)(?:小声|大声|慢)(?:一?点儿?|些)?)$/;

/** How somebody is, hears, eats and lives: told of a client, it is to be kept. */
const TRAIT =
  /^(?:以后|今后|往后|平时|一般)(?:都|就)?(?:只|只能|只在|都在|尽量|最好)?(?:在)?(?:早上|上午|中午|下午|晚上|周末|工作日|白天|[0-9一二三四五六七八九十]{1,3}点(?:以?后|以?前)?)(?:再|才)?(?:联系|打电话|打|找|发)(?:他|她)?$|^在(?:[\u4e00-\u9fff]{2,8}(?:任教|工作)|[\u4e00-\u9fff]{0,4}(?:学|校|大)[\u4e00-\u9fff]{0,3}教[\u4e00-\u9fff]{1,4})$|^(?:有点|有些|一直)*(?:耳背|耳聋|眼花|腿瘸)|^(?:的)?(?:耳朵|眼睛|腿脚?|腰|膝盖|胃|心脏|记性|身体|嗓子|听力|视力|牙口?|手|脑子)(?:一直|有点|有些|也|最近|上)*(?:不太?好|不便|不方便|差|弱|聋|花|疼|不灵便|不灵光|背|有毛病|开过刀|动过手术|受过伤)(?![^,。]*(?:想|要|希望))|^(?:平时|一般|一直|现在|家里)*(?:只|就只|从不|不|不太|不大|最|特别|很|比较|尤其)(?:爱|喜欢|肯|愿意|习惯)?(?:喝|吃|抽|穿|用|接|看|听|戴|坐|收|回|玩|研究|讲究|忌)(?!了|过|完|我|住|起|到|好|清|出|下|惯)[^,。了过我]{1,10}$|^(?:每年|每周|每月|每天|每逢|冬天|夏天|周末|早上|晚上|平时)[^,。我]{0,8}(?:去|打|跑|练|跳|游|爬|钓|喝|带|接|回|飞|在|起|遛|散步|睡)[^,。了我]{1,10}$|^(?:名下|家里|手上|一共|还)*有(?:[一两二三四五六几好多0-9]+)(?:套|间|辆|家|个|只|栋|处|亩)[^,。我]{1,8}$|^(?:不会|不太会|不懂|会|懂|精通|擅长)(?:用|玩|操作|说|讲|拉|弹|唱|跳|写|画|做)?(?!议|员|来|去|见)[^,。了过我]{2,10}$|^(?:的)?(?:电话|微信|短信)?(?:别|不要|最好|只能|尽量)(?:别|不要)?(?:在)?(?:晚上|早上|中午|上午|下午|周末|白天|饭点|午休)[^,。]{0,4}(?:打|联系|找|发)$|^(?:的)?预产期(?:是|在)?[^,。?]{2,8}$|^是(?!个|位|一|老|女|男|好|大|明|聪|实|厚|热|能|年)[\u4e00-\u9fff]{2,3}人(?:[,\s]|$)|^(?:也|都|一直|特别|很|比较|尤其)*怕(?:冷|热|吵|晒|黑|狗|猫|麻烦|亏|风险)$|^(?:已经?|早就|一直)?(?:离异|离婚|丧偶|单身|未婚|再婚|丁克)(?:了)?$|^(?:一直|全家|家里|都)*信(?:奉)?(?:佛|道|基督|天主|伊斯兰|耶稣|主)教?(?:的)?$|^(?:抽烟喝酒|烟酒|烟|酒)(?:都|全)?不沾|^不沾烟酒|^(?:是)?(?:做|搞|开|教|卖)[^,。了过我你的]{2,8}的$|^是(?:画|跑|学|当|干|写|修|部队|机关|体制|事业单位|国企|央企|外企|医院|学校|政府|公安|法院|检察|街道)[^,。了过我你]{0,8}的$|^(?:家里?|名下|现在|自己)*有(?:[一两几]?[辆套栋条只家间])[^,。了过我你]{1,10}$/;

/** 「去年买了辆特斯拉」「升副总了」「家住翠湖花园」「微信号是…」: what changed in somebody's life, and where he is found. */
const LIFE =
  /^(?:去年|今年|前年|上个?月|年初|最近|刚刚?|已经?|又|早就|家里)*(?:(?:买|换|卖)了?(?:[一两]?[辆套间栋块台])[^,。]{1,10}|(?:开|办|盘下?|经营|投资)(?:了|着)?(?:一?[家个间])[^,。]{1,8}(?:店|院|馆|厂|公司|超市|餐厅|诊所|工作室|民宿|农庄|培训班|幼儿园|药房|网吧|茶楼|铺子)|(?:正)?在(?:读|考|学|练|备考|创业)[^,。?什么]{2,10}|升(?:了|任|为|职)?[^,。]{0,6}(?:总|长|监|管|级|理|任|授)(?:了)?|当(?:上)?了?[^,。我]{0,6}(?:总|长|监|爷爷|奶奶|爸爸?|妈妈?|外公|外婆)了?|调(?:到|去|任|往)[^,。]{2,8}|(?:换车|换房|换手机|领证|订婚|拆迁|分房|中奖|提车|抱孙子|添孙子)了?)$|^的?(?:助理|秘书|司机|会计|财务|保姆|律师|合伙人|领导|同学|战友|闺蜜|邻居)(?:[小老阿][\u4e00-\u9fff])?(?:的)?(?:姓|叫|是|电话|手机)[^,。?谁什么]{1,14}$|^的?(?:家|全家|现在|目前|一家|平时)*(?:住(?:在|址是)?)(?!院|一|了|过)[^,。我]{2,14}$|^的?(?:微信号?|QQ号?|邮箱|办公电话|家里电话|座机|单位|住址|地址|家庭住址|车牌号?|职业|学历|民族|籍贯|老家|家乡|户口|母校|毕业院校|专业|爱人单位|父母家?|房子|公司)(?:是|为|:|在|叫)[\s]*[^,。?什么哪]{2,20}$/;

/** 「是素食主义者」「养了两只猫」: what somebody is or keeps. */
const IS_SOMEBODY =
  /^(?:本人|自己|一直|现在|其实)*(?:是|算)?(?:个|一名|一位|我们|本地的?|老)*(?:[\u4e00-\u9fff]{0,8}(?:主义者|教徒|信徒|党员|老师|教师|教授|医生|护士|律师|会计|工程师|公务员|军人|退伍兵|个体户|股东|法人|高管|董事长|总经理|副总|局长|处长|科长|校长|院长|合伙人|创始人|厂长|店主|店长|球迷|戏迷|票友|发烧友|爱好者|左撇子|独生子女|独生女|独子|丁克|单身|离异|[回满藏壮苗维蒙]族|蒙古族|[京沪粤川湘浙苏鲁闽]籍|上海人|北京人|广东人|四川人|湖南人|浙江人|东北人|外地人|本地人))[\s。]*$|^(?:家里|家|还|一直|现在|最近)*(?:养|收养|领养)(?:了|着)?(?:[一两二三四几0-9]?[只条个对缸盆窝])?[^,。]{0,4}(?:猫|狗|鸟|鱼|兔|鹦鹉|乌龟|金毛|泰迪|柯基|花|兰|多肉|宠物)(?:[\s,]*(?:名字)?叫[^,。]{1,4})?[\s。]*$/;

/** 「人挺自律」: the speaker's opinion behind what is to be kept. */
const OPINION = /^(?:人|性格|脾气)?(?:也|还)?(?:挺|很|蛮|特别|非常|真的?|比较)[^,。我你]{1,6}(?:的)?$/;

const isTrait = (words: string): boolean => IS_SOMEBODY.test(words) || TRAIT.test(words) || LIFE.test(words);

/** 「给何涛备注一下：下午五点后才方便接电话」: said to be kept of a client, whatever it is. `isLed`: said before it. */
export function keptAct(reading: Reading, isLed = false): Draft | undefined {
  const intent = spec(reading, 'profile');
  const main = mainMention(reading);
  if (!intent || !main || main.by === 'pronoun' || reading.text.length > LONGEST_KEPT || isQuestion(reading) || reading.has('hearsay'))
    return undefined;
  const put = putThere(reading, main, isLed);
  return put && draft(intent, { client: argOf(reading, main), facts: put }, { isGuessed: true, confidence: 0.8 });
}

const LONGEST_KEPT = 80;

/** 「王总喜欢喝茶」「李阿姨的女儿在苏州上学」: something about a client, said plainly. */
export function profileAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'profile');
  const main = mainMention(reading);
  const { text } = reading;
  if (!intent || !main || main.by === 'pronoun' || text.length > LONGEST_KEPT) return undefined;
  const called = text.startsWith('以后') || text.startsWith('今后') || text.startsWith('往后') ? CALLED.exec(text.slice(0, main.start)) : null;
  const call = called && /^[\s,]*(?:叫|做|为)?([\u4e00-\u9fff]{2,6})[\s。.]*$/.exec(text.slice(main.end));
  if (call?.[1] && !isQuestion(reading) && !/起床|吃饭|开会|过来|出来|回来|一起|一声|帮忙|电话/.test(call[1]))
    return draft(
      intent,
      { client: argOf(reading, main), facts: [{ kind: 'preference', text: `称呼${call[1]}` }] },
      { isGuessed: true, confidence: 0.7 },
    );
  if (main.start > skipSeparators(text, 0)) return undefined;
  // 张经理, 王主任: a colleague as likely as a client.
  if (main.by !== 'fullName' && /(?:经理|行长|主任|主管|科长|总监)$/.test(text.slice(main.start, main.end))) return undefined;
  if (/好像|朋友圈|[吧呢啊][\s,。]/.test(text)) return undefined;
  if (isQuestion(reading) || reading.has('question') || reading.has('hearsay') || reading.has('hypothetical') || /[“"「]/.test(text))
    return undefined;
  const rest = text.slice(main.end);
  // 「带她爸来做了测评」: he came.
  if (/(?:送|寄|交)(?:到|给|去)|签收/.test(rest)) return undefined;
  if (/(?:带|陪|领)[^,。]{1,6}来|^[^,。]{0,6}来(?:办|做|取|存|签|领|拿|问|网点|行里|柜)/.test(rest)) return undefined;
  // 「风险等级还在有效期不」
  if (/[不没否][\s。.]*$/.test(rest)) return undefined;
  // 「孙丽唱歌好听」 praises, and tells nothing to be kept.
  if (
    /(?:好听|好看|真好|真美|厉害|不错|和蔼|搞笑|好笑|出来|气场|能干|有钱|可爱|争气|懂事|听话|孝顺|漂亮|好玩|得很|极了|真[\u4e00-\u9fff]{1,2}|死了)(?:得很|极了)?[的啊呀了\s。.!]*$/.test(
      rest,
    ) ||
    /真有|比(?:他|她|我)[^,。]{1,8}多了/.test(rest) ||
    /长得|长相|看着像/.test(rest)
  )
    return undefined;
  // 「风险等级够不够买R3」 asks.
  if (/([\u4e00-\u9fff])不\1/.test(rest)) return undefined;
  if (CHANGED.test(rest)) {
    const kept = clausesOf(reading, main.end, text.length).filter((one) => !PUT_THERE.test(text.slice(one.start, one.end)));
    return draft(
      intent,
      { client: argOf(reading, main), facts: kept.map((clause) => statedFact(reading, clause)) },
      { isGuessed: true, confidence: 0.7 },
    );
  }
  const isWished = /^(?:说|讲|表示)(?:过|了)?[^,。]{0,8}?(?:关机|方便|白天打|晚上打|别|不要|不用|不吃|不喝|不喜欢|讨厌|别再)(?!买|投|存)/.test(rest);
  if ((!isWished && /说|问|觉得|认为|表示|讲|投诉/.test(rest.slice(0, 6))) || /我(?!们|行)|^[\s,]*(?:你|这|那|的?名字)/.test(rest)) return undefined;
  const facts = factsFrom(reading, main.end);
  return facts && draft(intent, { client: argOf(reading, main), facts }, { isGuessed: true, confidence: 0.7 });
}

/** What is told from an offset on, where all of it is to be kept of somebody. */
function factsFrom(reading: Reading, from: number): FactArg[] | undefined {
  const { text } = reading;
  const clauses: Clause[] = clausesOf(reading, from, text.length).filter((one, i) => {
    const words = text.slice(one.start, one.end);
    return !PUT_THERE.test(words) && !(i > 0 && OPINION.test(words));
  });
  const facts = withTails(
    reading,
    clauses,
    clauses.map((clause) => factOf(reading, clause) ?? (isTrait(text.slice(clause.start, clause.end)) ? statedFact(reading, clause) : undefined)),
  );
  const found = facts
    .filter((fact) => fact !== undefined)
    .filter((fact) => fact.kind !== 'finance' && (fact.kind !== 'birthday' || fact.who !== undefined));
  return found.length === 0 || found.length < facts.length || !facts[0] ? undefined : found;
}

/** 「喜欢喝茶」「不爱接电话」: what he likes is no way of meeting. */
const OF_LIKING = /(?:喜欢|爱|爱好|习惯|偏好|方便|愿意|讨厌|怕)[^,。]{0,6}$/;
/** Of these a manager hears by talking, and a record tells it. */
const HEARD_KINDS: ReadonlySet<string> = new Set(['travel', 'milestone', 'health']);

/** 「记一下张国强爱下象棋」「补一条：何涛信基督教」: nobody was met, and what is told behind an offset is how somebody is. */
export function traitsBehind(reading: Reading, from: number): FactArg[] | undefined {
  if (reading.hits('mode', from).some((hit) => !OF_LIKING.test(reading.text.slice(from, hit.start)))) return undefined;
  const tells = ['met', 'cameIn', 'outcome', 'did', 'just', 'commit', 'again'] as const;
  if (tells.some((tag) => reading.has(tag, from)) || reading.moments('past').some((span) => span.start >= from && span.kind !== 'recurrence'))
    return undefined;
  if (/[说问讲聊谈]|我/.test(reading.text.slice(from))) return undefined;
  const facts = factsFrom(reading, from);
  return facts?.some(({ kind }) => HEARD_KINDS.has(kind)) ? undefined : facts;
}
