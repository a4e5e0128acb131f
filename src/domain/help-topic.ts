/** How one asks the way rather than the thing: 怎么登记, 能不能每周都响, 临界是什么意思. */
const ASKS_HOW = /怎么|怎样|如何|咋(?![样还这又不没])|能不能|能否|可不可以|(?:可以|能|支持).{1,12}(?:吗|么|不)[\s?？。]*$/;
const ASKS_WHAT = /(?:是什么意思|什么意思|啥意思|是什么|是啥|是干什么|是干啥|是干嘛|干什么用|有什么用|什么叫|怎么来的|怎么回事|指什么|指的是)/;
/** What is asked of the bank, not of us. */
const OF_THE_BANK =
  /信用卡|银行卡|账户|转账|贷款|密码|积分|利息|手机银行|网银|开户|销户|征信|房贷|怎么样|怎么办的|怎么不|怎么又|怎么还|怎么这么|怎么那么|怎么会|怎么没|怎么看[待好]/;

/** The act that is asked about, by its command's name; in this order. */
const TOPICS: readonly [command: string, words: RegExp][] = [
  ['notices', /(?:关|屏蔽|不想收|不收|停|开).{0,6}(?:提醒|通知|推送|消息)|(?:提醒|通知|推送).{0,4}(?:关|屏蔽|停)/],
  ['undo', /撤[销回]|取消.{0,3}(?:刚|上一?条|记录)|删(?:掉|除|了)?.{0,4}(?:记录|刚|上一?条)/],
  ['amend', /改.{0,4}(?:记录|刚|上一?条|错)|(?:说|记|写|填|打)错|更正|修改|怎么改|如何改/],
  ['acting', /代理|请假|休假|回岗|替我|找人(?:顶|替)/],
  ['assign', /分配|移交|(?:转|划|分)(?:给|到).{0,4}(?:别人|同事|谁|其他|经理|另)|换(?:客户)?经理/],
  ['supervise', /督办/],
  ['on-site', /现场|(?:叫|喊|通知).{0,3}经理|在大堂|到店|客户来了|发火|闹事|吵/],
  ['set-level', /定级|(?:改|调|定).{0,3}(?:等级|级别)/],
  ['roaming', /漫游|异地/],
  ['referrals', /我的推荐|推荐.{0,4}(?:进度|结果)/],
  ['referral', /推荐/],
  ['case-list', /(?:案件|投诉).{0,4}(?:进展|进度|结案|关闭|延期)|结案|案件/],
  ['case', /投诉|诉求/],
  ['snooze', /推迟|延后|延期/],
  ['done', /(?:标|勾|点|算).{0,3}完成|完成(?:待办|一件|了)?$|怎么完成|如何完成/],
  ['reminder', /提醒|闹钟/],
  ['todo', /待办/],
  ['appointment', /预约|约(?:客户|面谈|见|人|时间)/],
  ['relative', /关系人|家人|家属|亲属|家庭成员/],
  ['care-date', /(?:登记|记|加|录|设).{0,4}(?:生日|纪念日|日子)|(?:生日|纪念日|日子).{0,4}(?:登记|记|加|录|设)/],
  ['birthdays', /生日/],
  ['new-client', /(?:新建|新增|新加|录入|添加|建|加|认领).{0,4}客户|客户.{0,4}(?:新建|新增|录入|添加|认领)/],
  ['profile', /补充|(?:记|加|写).{0,3}(?:爱好|喜好|忌讳|资料)|资料.{0,3}(?:补|加|改)/],
  ['greeting', /祝福/],
  ['holdings', /持仓|持有/],
  ['timeline', /历史|往来|(?:查|看).{0,3}(?:联络|联系)记录/],
  ['contact', /(?:记|登记|录|写).{0,6}(?:联络|联系|电话|拜访|面谈|一笔|客户|沟通)|(?:联络|联系|电话|拜访|面谈).{0,4}(?:记|登记|录)|怎么记|如何记/],
  ['client-list', /我的客户|客户(?:名单|列表|清单)|筛/],
  ['client', /(?:查|找|搜|看).{0,3}客户/],
  ['maturities', /到期/],
  ['tier-critical', /临界/],
  ['opportunities', /商机/],
  ['overdue', /逾期|超期/],
  ['contact-plan', /联络计划/],
  ['routine', /规定动作/],
  ['care', /关怀/],
  ['why', /依据/],
  ['drafts', /草稿/],
  ['week', /本周/],
  ['briefing', /早报/],
  ['acting-list', /台账/],
];

/** Which command's way of saying is asked for; undefined where the words ask for something else. Pure. */
export function helpTopicOf(text: string): string | undefined {
  if (text.length > 30 || OF_THE_BANK.test(text)) return undefined;
  const asksHow = ASKS_HOW.test(text);
  const asksWhat = !asksHow && ASKS_WHAT.test(text);
  if (!asksHow && !asksWhat) return undefined;
  return TOPICS.find(([, words]) => words.test(text))?.[0];
}
