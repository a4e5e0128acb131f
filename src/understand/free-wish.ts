import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { argOf, isNotOwn, isQuestion, isSpeakers, spec } from './free-guard.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

/** What a client asks of the bank and what he holds against it, told without the word 投诉 or 诉求. */

/** What may stand between the client and his wish: when, by which way, and that he says it. */
const BY_WHICH =
  '[\\s,]*(?:今天|今早|昨天|刚才?|刚刚|上午|下午|早上|一早|又|也|还|就|一直|特别|很|非常|急着|在(?:大堂|网点|柜台|电话里|微信上)|电话里?|微信上?|短信里?|来电|来行里|来网点|到网点|打电话来?|打来电话|发微信|本人|家里人)*(?:说|表示|反映|提出|问)?(?:他|她|自己|家里|老婆|老公|儿子|女儿)?[\\s,]*';
const WISH =
  '(?:想要|想请|想让|想把|想申请|想|希望|盼着?|要求|要|需要|请求|恳请|申请|提出|求|请|让|问(?:问|一下|我们?)?(?:能不能|能否|可不可以|可以不可以|是否可以|是不是可以|能不)|能不能|打算|准备|急需|急着|等着)';
/** 「的存折丢了，」: what is the matter. */
const PROBLEM = '(?:的?[^,。;]{1,8}(?:丢|坏|没|锁|冻|失效|过期|消磁|磨损|不见|忘|找不到|刷不出|登不上|用不了|打不开|吞|扣|吃)[^,。;]{0,3}[,\\s]+)?';
const WISHED = new RegExp(`^${PROBLEM}${BY_WHICH}${WISH}`, 'u');
/** Papers, limits, access, fees and terms: what a bank is asked to do for somebody. A purchase is none of these. */
const SERVICE =
  /流水|明细(?!账)|(?:存款|资产|收入|资信|余额|在职|结清|还款|利息|完税|账户)证明|回单|对账单|凭证|发票|收据|复印件|(?:合同|协议|保单)(?:的)?(?:原件|复印|副本|补)|盖章|补[打印开发寄]|打印|开具|开(?:个|一个|一份|张|一张)[^,。]{0,6}证明|限额|额度|提额|非柜面|绑定|解绑|预留(?:的)?(?:手机|号码|电话|印鉴)|改(?:名|密码|地址|手机|预留|绑定|还款日|账单日|扣款)|(?:重置|修改|找回|忘了?)[^,。]{0,4}密码|密码(?:忘|锁|重置|解锁)|解[冻锁封]|冻结|止付|挂失|补(?:卡|折|办)|换(?:卡|折|证|新卡|个卡|张卡|零钱|新钞|(?:一?[个位名])?(?:客户|理财)?经理)|(?:打|转|划|扣|存|付|发)(?:到|至|进)[^,。]{0,6}(?:卡|账户|账上|折)(?:上|里)?|销[户卡]|注销|激活|U盾|网盾|短信(?:提醒|通知|服务)|(?:关闭?|取消|开通?|停掉?|退订|屏蔽)[^,。]{0,6}(?:短信|通知|提醒|服务|功能|支付|扣款|扣费|自动|签约|业务|免密|推送|年费|保险)|(?:免|减|退|返|降|少收|打折|优惠)(?:免|还|掉|一点|点|去|收|给他|给她)?[^,。]{0,8}(?:手续费|年费|管理费|工本费|短信费|费用|费率|利息|利率|罚息|违约金|滞纳金|钱|保费|款)|(?:手续费|年费|管理费|费用|利息|利率|罚息|违约金)[^,。]{0,6}(?:免|减|退|降|优惠|低|少|下调|上浮|高一?点)|利率(?:能)?(?:上浮|优惠|高一?点|再高)|提前(?:还贷|还款|还清|结清|支取)|(?:还款|贷款)(?:展期|延期|延长|日)|展期|延期|宽限|分期|营业时间|周[六日末][^,。]{0,4}(?:营业|上班|开门)|上门(?:服务|办理|办|开|核|签|激活|双录|面签)|(?:专人|专门|绿色通道|优先|加急|提前)(?:接待|办理|办|处理|预留|叫号|放款|审批)|绿色通道|加急|预约大额|大额取现|新钞|停车(?:位|券)?|贵宾(?:厅|室|权益|卡)|权益|积分|礼品|体检(?:卡|名额|券)|机场|更正|改正|纠正|变更|过户|继承|公证|代办|委托(?:他人|别人|家人|儿子|女儿|办)|转(?:到|去)[^,。]{0,6}(?:网点|支行)|换[^,。]{0,8}网点|(?:绑定|预留|登记)[^,。]{0,4}(?:手机|号码|电话)|(?:手机|号码|手机号|电话|地址|姓名|身份证)[^,。]{0,4}(?:换成|改成|更新|更改|变更)|换成[^,。]{0,6}(?:号|卡|折)|核(?:实|查|对)|(?:查|追|找|调)(?:一?下|查|实|一查|清楚?|到|出|阅|取)?[^,。]{0,14}(?:款|钱|账|流水|扣费|转账|汇款|交易|存单|存折|去哪|到哪|还在|笔|监控|记录)|监控|录像|(?:赶紧|马上|立刻|立即|抓紧|快点)(?:处理|解决|办|查|退|弄|补|解)|尽快(?:到账|放款|处理|解决|办|审批|给|回|退)|给[^,。]{0,6}(?:答复|解释|说法|回复|交代)|投保(?:单|人)|受益人|征信/u;
/** What is asked of the speaker for himself, or is bought. */
const NO_SERVICE =
  /^(?:我|他|她)?(?:也|还|就)?(?:查|问)(?:一下|下)?(?:我|你)|(?:买|购|申购|认购|配置|追加|加仓|入手|投)(?!保人|保单|诉)(?:点|些|了|一)?[^,。]{0,6}(?:理财|基金|黄金|存单|国债|保险)$/u;

/** 「帮她登记个诉求」: said outright at the end. */
const REGISTERED =
  /(?:登记|记|录|提|报|转)(?:一?个|一?下|一条|成|为)?(?:她的|他的|客户的?)?(?:一个|一条)?(诉求|意见|投诉|建议|需求|工单)(?:吧|一下)?[\s。.!]*$/u;
/** 「登记刘芳的意见：贵宾室空调太冷」. */
const REGISTERS = /^[\s]*(?:请|帮我|帮忙|麻烦|给我)*(?:登记|记录|记|录入?|提|提交|反馈|转达|收到|收集|收)(?:一?下|一?个|一?条|了)*(?:客户)?$/u;
const OPINION = /^(?:的)?(?:一?个|一?条)?(意见|建议|诉求|需求|要求|不满|吐槽|牢骚|反馈)[\s:,]+(?=.{3})/u;

const ANGER =
  /怒了|怒气|发怒|恼了|恼火|火了|火冒|很火|气坏|气疯|气炸|气哭|气得|气死了|生气|气愤|愤怒|不满意?(?!\d)|有意见|很有看法|骂[了人街咱我们]*|发火|发飙|发脾气|拍桌|大?吵(?:了|着|起来|大闹|闹)|闹(?:了|着|到|起来)|不依不饶|不肯走|赖着不走|堵(?:着|在)?(?:门|柜)|指责|质问|急眼|翻脸|怼|炸了|情绪激动|情绪很激动|意见很?大|不认账|不认可|讨(?:个)?说法|要(?:个)?(?:说法|交代|公道)/u;
const THREAT =
  /(?:要|想|准备|打算|扬言|说|威胁)?(?:去|到|向|找|上|给|跟)(?:银监|银保监|监管|金管局|金融局|人行|人民银行|总行|市长热线|信访|工商|消协|315|法院|公安|派出所|媒体|记者|电视台|报社|网上|抖音|微博|小红书|律师|12378|12345)[^,。]{0,4}?(?:告|投|反映|反应|举报|评理|曝光|说|发|去|闹|起诉|讨|$|[,。\s])|找(?:媒体|记者|律师)|打官司|法庭见|告(?:到|上|你们|我们|行里|银行)|报警|曝光|发(?:到)?(?:网上|抖音|微博|小红书)|写差评|联名/u;
const REDRESS =
  /(?:要求|要|让|叫)(?:我们|咱们?|行里|银行|支行|网点)?(?:给|把)?(?:他|她)?[^,。]{0,8}?(?:退钱|退款|退费|退保|退还|退一赔|赔(?!率)|全额退|道歉|补偿|给说法|给个说法|撤销|双倍)/u;
/** What was done to him, and by us. */
const WRONGED =
  /没经过(?:他|她|本人|我)?[^,。]{0,3}同意|未经[^,。]{0,4}(?:同意|授权|允许)|没(?:有)?(?:通知|告知|跟[他她]说|人(?:管|理|接待|回复|处理))|不知情|擅自|私自|偷偷|乱(?:扣|收|推|讲)|多(?:扣|收)|误扣|错扣|少(?:给|算|付)(?:了)?|算(?:少|错)了|白扣|莫名其妙|无缘无故|平白无故|承诺(?:的)?(?:保本|收益|过)|保本(?!理财|的?产品)|误导|忽悠|骗|坑|强制|捆绑|搭售|飞单|态度(?:太|很|特别|非常|极其?)?(?:差|恶劣|不好|冷淡|蛮横|傲慢)|不耐烦|翻白眼|甩脸|爱理不理|推(?:来推去|诿|卸)|踢皮球|推三阻四|泄露|吞(?:了)?(?:卡|钱)|排了?(?:[一二两三四半0-9]个?(?:多)?(?:小时|钟头)|半天|一上午|一下午)|等了(?:[一二两三四半0-9]个?(?:多)?(?:小时|钟头)|半天|一上午|一下午)/u;
const OURS =
  /我们|咱们|我行|行里|银行|网点|支行|柜员|柜台|柜面|柜上|大堂|客服|客户经理|理财经理|经理|同事|ATM|手续费|短信费|年费|管理费|扣费|扣款|收费|排队|态度|服务|叫号|转账|到账|赎回|理财|产品|基金|保险|收益|亏|利息|存单|存折|卡|手机银行|网银|APP|贷款|限额|额度|冻结|吞/iu;
const SETTLED = /消气|不生气|不气了|没生气|别生气|哄好|和好|没投诉|不投诉|不是投诉|没说要|已经好了|气消了|跟我道歉|开玩笑|被逗笑|夸|表扬|感谢/u;
/** Of his own household, not ours. */
const AT_HOME =
  /^[^,。;]{0,6}(?:跟|和|被|对|把)?(?:老公|老婆|爱人|孩子|儿子|女儿|婆婆|公公|邻居|物业|老板|同学|朋友|前夫|前妻|亲戚|兄弟|姐妹|他爸|她爸|他妈|她妈)/u;
const LONGEST = 100;
/** Whoever only tells how it went once, or what might be. */
const MUSES =
  /我猜|琢磨|好像|似乎|也许|据说|不知道|羡慕|上次|以前|当年|去年|那回|那次|每次|总是|老是|动不动|会不会|该不会|估计|可能会|怕是|担心|万一|幸好|还好|真希望|我觉得|听说|梦|朋友圈|哈哈|你|搞笑|好笑|羡慕/u;

/** Said of us while he was here or on the phone: more than grumbling, so it comes before the contact it was told in. */
const STRONG =
  /(?:理财经理|客户经理|柜员|同事|我们|你们|银行|行里|大堂)[^,。]{0,6}(?:骗|误导|忽悠|坑)|态度(?:太|很|特别|非常|极其?)?(?:差|恶劣|蛮横)|要求[^,。]{0,6}(?:赔|全额退|退钱|退款|退保)|(?:要|去|找)[^,。]{0,4}(?:媒体|记者|律师|法院|银监|监管)|曝光|打官司/u;

/** 「周岚怒了，说保险扣款没经过她同意，要求退钱」「老赵想要把绑定的手机换成他儿子的号」「登记刘芳的意见：…」. */
export function grievanceAct(reading: Reading, isOnlyStrong = false): Draft | undefined {
  const intent = spec(reading, 'case');
  const { text } = reading;
  if (!intent || text.length > LONGEST || !reading.hasCue(CUES.wish)) return undefined;
  const main = mainMention(reading);
  if (!main || main.by === 'pronoun' || (isOnlyStrong && !STRONG.test(text.slice(main.end)))) return undefined;
  if (caseNumber(text, 0) || MUSES.test(text.slice(0, main.end + 14))) return undefined;
  if (isNotOwn(reading, main.end)) return undefined;
  const lead = text.slice(0, main.start);
  const rest = text.slice(main.end);
  const made = (kind: 'complaint' | 'request', words: string) => {
    reading.reasons.push(kind === 'complaint' ? '像是投诉' : '像是客户提的要求');
    return draft(intent, { client: argOf(reading, main), kind, text: words.trim() }, { isGuessed: true, confidence: 0.75 });
  };
  if (isOnlyStrong)
    return isSpeakers(reading, lead) && !isQuestion(reading) && isGrievance(rest) && !SETTLED.test(rest)
      ? made('complaint', reading.typed)
      : undefined;
  const opinion = REGISTERS.test(lead) ? OPINION.exec(rest) : null;
  if (opinion)
    return made(/不满|吐槽|牢骚/.test(opinion[1] ?? '') ? 'complaint' : 'request', reading.verbatim(main.end + opinion[0].length, text.length));
  if (!isSpeakers(reading, lead)) return undefined;
  const registered = REGISTERED.exec(rest);
  if (registered && rest.length - registered[0].length >= 4)
    return made(
      registered[1] === '投诉' ? 'complaint' : 'request',
      reading.verbatim(0, main.end + registered.index).replace(/[,，\s]*(?:请|帮我|帮(?:他|她|客户)|给(?:他|她|客户)|替(?:他|她))?[,，\s]*$/u, ''),
    );
  if (isQuestion(reading)) return undefined;
  if (isGrievance(rest) && !SETTLED.test(rest)) return made('complaint', reading.typed);
  const wished = WISHED.exec(rest);
  if (!wished || reading.moments('future').some((span) => span.start < main.start) || /[?]/.test(rest)) return undefined;
  const asked = rest.slice(wished[0].length - (/[让请要]$/.test(wished[0]) ? 1 : 0));
  const service = SERVICE.exec(asked);
  return service && service.index <= FURTHEST && !NO_SERVICE.test(asked) && !/我(?:已经?|刚才?|都)?(?:给|帮|跟)(?:他|她)[^,。]{0,8}了/.test(rest)
    ? made('request', reading.typed)
    : undefined;
}

/** The service is named in the wish itself. */
const FURTHEST = 22;

function isGrievance(rest: string): boolean {
  if (AT_HOME.test(rest)) return false;
  const isAngry = ANGER.test(rest);
  const threatens = THREAT.test(rest);
  const wants = REDRESS.test(rest);
  const wronged = WRONGED.test(rest);
  const anger = ANGER.exec(rest);
  if (anger && /(?:没|不是|别|不)[^,。]{0,2}$/.test(rest.slice(0, anger.index))) return false;
  return (
    (isAngry && (wronged || wants || threatens || OURS.test(rest))) ||
    (threatens && (wronged || wants || OURS.test(rest))) ||
    (wants && (wronged || OURS.test(rest))) ||
    (wronged && /说|反映|讲|告|问|嫌|认为|指|觉得/.test(rest) && OURS.test(rest) && SAYS_SO.test(rest))
  );
}

/** What he holds against us is his own telling: 「说我们乱扣钱」, nearly at the front. */
const SAYS_SO = new RegExp(
  `^${BY_WHICH.replace('(?:说|表示|反映|提出|问)?', '')}(?:来)?(?:说|讲|表示|反映|反应|嫌|认为|指出?|觉得|质问|问为什么)`,
  'u',
);
