import { rulesByCue } from './cues.js';
import { isNotOwn, isSpeakers } from './free-guard.js';
import { storyFollows } from './free-told.js';
import type { Reading } from './reading.js';

/** A contact that was told, with what the words say of how it was. */
export interface Heard {
  /** The offset behind what tells it. */
  end: number;
  /** Stands where no word names the way. */
  mode?: string;
}

/** One way of telling it: what stands right before the client, right behind, or both. */
interface Form {
  /** One of these stands in whatever it fits, before the client or behind. */
  cue: string;
  before?: RegExp;
  after?: RegExp;
  mode?: string;
  /** Something is told behind it, or it tells nothing. */
  needsStory?: true;
}

const SAYS = '(?:他|她|对方|客户|那边)?(?:说|话|问|讲|在|没|不|也|想|要|答应|同意|接了|接的|很|挺)';
const AS_CALLER = '[\\s,]*(?:刚才?|刚刚)?(?:的|他|她)?(?:秘书|助理|司机|会计|财务|老婆|老公|家属|家里人?)?[\\u4e00-\\u9fff]{0,2}';

const FORMS: readonly Form[] = [
  // 「打给王总 他说…」「刚打通吴大勇了」「回拨给周岚，…」
  { cue: '给', before: /(?:回|拨)?(?:打给|拨给|回给)(?:了)?(?:客户)?$/, after: new RegExp(`^[\\s,]*${SAYS}`), mode: 'phone' },
  { cue: '通', before: /(?:打通|接通)了?(?:客户)?$/, after: /^(?:了|的?电话|[\s,])/, mode: 'phone' },
  // 「打陈晓梅电话她婆婆接的」「刚加上陈晓梅微信」
  {
    cue: '话机',
    before: /打(?:了|过)?(?:客户)?$/,
    after: /^(?:的)?(?:电话|手机|座机)[\s,]*(?:(?:他|她)[\u4e00-\u9fff]{0,3}(?:接|说|没|在)|没|关机|占线|是)/,
    mode: 'phone',
  },
  { cue: '加', before: /加(?:上|了|到)(?:客户)?$/, after: /^(?:的|了)?(?:微信|企微|企业微信|好友)/, mode: 'digital' },
  // 「王总秘书小方回的电话 说…」
  { cue: '话', after: new RegExp(`^${AS_CALLER}(?:回|打|来)的电话[\\s,]`), mode: 'phone' },
  // 「孙丽华刚通话 …」
  { cue: '话电', after: /^[\s,]*(?:刚才?|刚刚)(?:来电话|来电|通话|通电话|打电话)[\s,他她说]/, mode: 'phone' },
  // 「星期五下午欧阳静带她爸来的」「张伟来了，…」「吴大勇已经到了，…」
  {
    cue: '带',
    after: /^(?:[他她]?(?:自己|一个人|专门|特意|又))?带(?:着|了)?[^,。\s带]{1,6}(?:过?来(?:的|过|了|做|办|签|存|取|开|测|咨询|看|问|买|领)|一起来)/,
    mode: 'faceToFace',
  },
  { cue: '来', after: /^(?:自己|一个人|专门|特意)(?:过?来的|跑来)/, mode: 'faceToFace' },
  { cue: '来到', after: /^(?:刚才?|刚刚|已经|今天|一早|一大早|就|又|也|都|上午|下午)*(?:过?来|到)了[\s,。;]/, mode: 'faceToFace', needsStory: true },
  // 「和林悦一起上门看的李阿姨」
  { cue: '门起块面里院', before: /(?:上门|登门|一起|一块儿?|当面|家里|医院)(?:去)?(?:看|见|访|谈|拜访|探望|看望)的(?:客户)?$/, mode: 'faceToFace' },
  // 「周岚在群里@我问额度」
  { cue: '@艾', after: /^(?:[\u4e00-\u9fff]{0,3}在?[\u4e00-\u9fff]{0,3}群里)?(?:@|艾特)(?:了)?我/, mode: 'digital' },
  { cue: '私', after: /^.{0,3}(?:私聊|私信)(?:了)?我/, mode: 'digital' },
  // 「微信上刘芳发了一堆问号」「电话里周岚说…」
  { cue: '上里中', before: /(?:微信|企微|短信|电话|邮件)(?:上|里|中)$/, after: /^(?:又|刚才?|也|还)?(?:发了?|问|说|回|讲|提|留言)(?=[^,。]{2})/ },
  // 「陈晓梅刚才说的，她妈住院了」
  { cue: '刚', after: /^(?:刚才|刚刚|刚)(?:跟我|和我|给我)?(?:说|讲|提|告诉我)的[\s,]/, needsStory: true },
  // 「张伟的事我跟他说清楚了」
  {
    cue: '事',
    after: /^(?:那|的|这)[^,。]{0,4}事(?:情|儿)?[\s,]?我(?:已经|刚才?|都)?[跟和][他她](?:说|讲|谈|聊|沟通|解释)(?:清楚|明白|好|妥|完|过)?了/,
  },
  // 「上午先去的刘芳那儿她给我看了…」
  {
    cue: '去到跑',
    before: /(?:去了|去的|到了|跑了)(?:一?趟)?(?:客户)?$/,
    after: /^(?:的)?(?:家里?|那儿|那里|那边|公司|店里?|单位|办公室|厂里?)[\s,]*(?:他|她|说|聊|谈|跟|和)/,
    mode: 'faceToFace',
  },
  // 「周岚，沟通保险续保，她要比较一下」
  {
    cue: '沟介推讲告解答核安营',
    after: /^[\s,:](?:已)?(?:沟通|介绍|推荐|讲解|告知|解释|答疑|核实|安抚|营销)(?!记录|多少|什么|一下[\s。]*$)[^,。]{2,}/,
    needsStory: true,
  },
  // 「老赵存折到期 打电话让他来 他说来不了」
  {
    cue: '打',
    after: /^[^。;]{0,12}[\s,](?:给[他她])?打(?:了|过)?个?电话(?:让|叫|请|问|催|通知|告诉|说)?[^,。]{0,8}?[\s,]?[他她](?:说|讲|没|在|问|不)/,
    mode: 'phone',
  },
  // 「刘芳，面，资产配置过了一遍」
  { cue: '面', after: /^[\s,](?:面|面谈)[\s,]/, mode: 'faceToFace', needsStory: true },
  { cue: '电', after: /^[\s,](?:电|电联)[\s,]/, mode: 'phone', needsStory: true },
];

const formsIn = rulesByCue(FORMS.map((form) => form.cue));

/** 「我最怕王总打电话来」: how the speaker feels about it. */
const FEELS = /(?:怕|烦|讨厌|盼着?|希望|巴不得|恨不得|不想|不敢|懒得|最爱|最喜欢)(?:的就是|的是)?(?:接|接到|跟|和|给|见|去|听|听到|看到)*$/;

/** The client is named behind a feeling: nothing is told of what happened. */
export const isFelt = ({ text }: Reading, at: number): boolean => at > 0 && FEELS.test(text.slice(Math.max(0, at - 12), at));

/** What is told in fewer words than the others take: by who rang, came, or was rung. */
export function heardFrom(reading: Reading, person: { start: number; end: number; mention?: unknown }): Heard | undefined {
  const { text } = reading;
  const worthTrying = person.mention === undefined ? 0 : formsIn(text);
  if (worthTrying === 0 || isNotOwn(reading, person.start)) return undefined;
  const before = text.slice(0, person.start);
  const behind = text.slice(person.end, person.end + 40);
  if (reading.has('question', 0, person.start) || isPlanned(reading, person)) return undefined;
  for (const [i, form] of FORMS.entries()) {
    if ((worthTrying & (1 << i)) === 0) continue;
    const led = form.before ? form.before.exec(before) : undefined;
    const followed = form.after ? form.after.exec(behind) : undefined;
    if (led === null || followed === null) continue;
    const end = person.end + (followed?.[0].length ?? 0);
    if (form.needsStory && !storyFollows(reading, end - 1)) continue;
    if (isSpeakers(reading, ownLead(led ? before.slice(0, led.index) : before))) return { end, ...(form.mode ? { mode: form.mode } : {}) };
  }
  return undefined;
}

const WILL = /要|想|得|该|打算|准备|计划|约|等|如果|帮我|提醒|记得|别|没|明天|后天|下周|下个?月/;

/** 「明天打给王总」, 「我要打给王总」: it was not yet. */
function isPlanned(reading: Reading, person: { start: number }): boolean {
  const lead = ownLead(reading.text.slice(0, person.start));
  return lead !== '' && WILL.test(lead) && !reading.has('just', 0, person.start);
}

const OTHERS_THERE = /说|讲|听|问|告诉|同事|领导|行长|主任|经理|他|她|朋友|[妈爸]/;
const LONGEST_ASIDE = 16;

/** The words that lead to an act, an aside before them left out: 「哎呀忙晕了 昨天…」. */
export function ownLead(lead: string): string {
  const cut = Math.max(lead.lastIndexOf(' '), lead.lastIndexOf(','), lead.lastIndexOf('。'));
  if (cut < 0 || cut > LONGEST_ASIDE || OTHERS_THERE.test(lead.slice(0, cut))) return lead;
  return lead.slice(cut + 1);
}
