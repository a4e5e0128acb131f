import { PairTable } from './pair-table.js';

/**
 * Words that say something by themselves, found in one pass over a sentence: how a client was met, what came of it,
 * who of the family is meant, and what keeps a sentence from being an act.
 */

export type Tag =
  | 'mode'
  | 'outcome'
  | 'kin'
  | 'level'
  | 'question'
  | 'hypothetical'
  | 'hearsay'
  | 'not'
  | 'met'
  | 'did'
  | 'just'
  | 'meeting'
  | 'future'
  | 'complaint'
  | 'complaintTalk'
  | 'topic'
  | 'act'
  | 'commit'
  | 'again'
  | 'wrong'
  | 'cameIn'
  | 'general';

export interface Hit {
  tag: Tag;
  value: string;
  start: number;
  end: number;
}

const WORDS: Partial<Record<Tag, Record<string, string>>> = {
  mode: {
    phone:
      '电话 电话联系 电访 通话 打电话 去电 来电 回电 致电 通电话 打了电话 打了个电话 电联 拨打 来电话 回的电话 打的电话 来的电话 通的电话 通的话 电话回访 电话沟通 手机联系 座机 打来 手机打 打手机 回了个电话 通了个电话 通了一个电话 通完话 通过话 通了话 通完电话 语音信箱 语音留言',
    faceToFace:
      '面谈 面访 见面 拜访 上门 当面 面聊 登门 家访 走访 碰面 见了面 见了一面 吃的饭 吃的午饭 吃的晚饭 喝的茶 喝的咖啡 打的球 碰了个头 碰了头 碰个头 碰头 面对面 约见 会面 吃饭 喝茶 喝咖啡 探望 看望 吃了饭 喝了茶 吃了顿饭 吃火锅 吃午饭 吃晚饭 吃早饭 吃早茶 聚餐 面见 吃了个饭 吃了一顿饭 吃顿饭 打球 打了场球 打了一场球 打高尔夫 登门看望 登门拜访 上门拜访 上门看望 碰了一面 碰了面 碰上了 碰了次头 坐了会儿 坐了坐 坐了一会 喝了顿酒 吃早点 吃夜宵 f2f F2F 一对一 逛花市 逛街 爬山 散步 钓鱼 做客',
    sms: '短信 发短信 短消息',
    email: '邮件 电子邮件 email 发邮件 邮箱',
    salon: '沙龙 讲座 客户活动 答谢会 品鉴会 投资者见面会 路演 沙龙活动',
    digital: '微信 微信联系 发消息 企业微信 企微 视频 语音 线上 新型接触 视频通话 微信聊 发微信 朋友圈 私聊 wx wechat',
    letter: '一封信 写信 信函 寄信 信件 手写信 介绍信 贺卡',
    onSite: '来网点 来行里 来行 到店 厅堂 柜台 来银行 到网点 来支行 到行里 网点 到访 来访 大堂 到支行 来厅堂',
  },
  outcome: {
    notReached:
      '未果 无果 语音信箱 语音留言 没约上 扑了个空 扑了空 扑空 吃了闭门羹 没接 未接 没接通 未接通 没有接通 没打通 打不通 不在服务区 无法接通 无人接听 没人接 关机 占线 没接电话 没有接 不接电话 停机 空号 联系不上 没联系上 未联系上 没通 无人应答 忙音 没见到 没见着 没人应 未遇 没遇到 没碰到 不在家 没赴约 爽约 失约 打不进去 不通 没响应 没接着 没联系到 联系不到',
    refused: '拒绝 挂断 挂了电话 拒接 不愿意 不想谈 不方便谈 把我电话挂了 挂了我电话 挂我电话 让别再打 不要再打 不需要了 婉拒',
    none: '没接我的茬 没接茬 没接话 没接住 没接单 没接活 没接上话 已回访 已回款 已回家 已回来 已回国 已回老家 停机维护 停机升级 系统停机 晚上关机 上课关机 开会关机 睡觉关机',
    replied:
      '微信回了 短信回了 消息回了 回短信了 回微信了 回消息了 回信息了 回邮件了 回语音了 回我微信 回了我微信 回我消息 回我短信 回我信息 已回复 回复了 回了微信 回了消息 回了短信 回了邮件 有回复 回我了 回复说 已回',
    attended: '参加了 到场 出席 来参加 到会 参加',
    reached:
      '接通 接通了 打通了 已接通 通了电话 通过电话 通完电话 通了个电话 聊了 聊得 谈了 见了面 见了一面 见到了 联系上 联系上了 面谈了 聊过 聊完 谈完 拜访了 见到 沟通了',
  },
  kin: {
    child: '女儿 儿子 孩子 小孩 闺女 千金 公子 娃 大女儿 小女儿 大儿子 小儿子 儿媳 女婿 儿媳妇 小朋友',
    spouse: '老伴 爱人 老公 老婆 妻子 丈夫 配偶 太太 媳妇 先生 夫人 对象',
    parent: '父亲 母亲 爸爸 妈妈 父母 爸妈 老父亲 老母亲 岳父 岳母 公公 婆婆 老人 丈母娘 老丈人 爸 妈',
    sibling: '哥哥 弟弟 姐姐 妹妹 兄弟 姐妹',
    none: '朋友圈',
    other: '孙女 孙子 外孙 外孙女 侄子 侄女 外甥 外甥女 家人 家里 家里人 亲家 爷爷 奶奶 外公 外婆 姥姥 姥爷 朋友',
  },
  level: { platinum: '白金 高端', gold: '金卡', blackGold: '黑金 顶端', general: '大众' },
  question: {
    ask: '吗 么 ? 什么 怎么 怎样 如何 谁 哪 几 多少 为什么 为啥 呢 是不是 有没有 能不能 可不可以 会不会 要不要 该不该 好不好 是否 咋 啥 多久 多大 何时 能否',
    // Of several, not asking how many.
    none: '好几 十几 几百 几千 几万 几十 没几 这几 那几 前几 近几 过几 隔几 几乎',
  },
  hypothetical: {
    // 主要是 holds no 要是.
    none: '主要是 重要是 必要是',
    if: '想不通 搞不懂 弄不懂 搞不明白 想不明白 纳闷 如果 要是 假如 假设 万一 比如 例如 譬如 的话 倘若 假使 若是 哪怕 即使 应该怎么 本来 差点 原本打算 梦见 梦到 电影 电视剧 小说 段子 故事里 案例里 培训',
  },
  hearsay: {
    none: '专家号 专家门诊',
    heard:
      '听说 据说 据悉 新闻 报道 消息称 网上 微博 抖音 朋友圈里 通知说 文件说 公告 同事说 领导说 行长说 主管说 朋友说 老婆说 老公说 有人说 人家说 别人说 他们说 专家 分析师 媒体 记者 报纸 央行 证监会 美联储 群里 同事问 领导问 转发 转述 引用',
  },
  not: { not: '没 没有 不 别 未 还没 还没有 不用 不要 不想 无需 甭 忘了 忘记 没能 没去 没给 取消' },
  just: { just: '刚 刚刚 刚才 方才 刚跟 刚和 刚给 适才 才' },
  met: {
    none: '没接我的茬 没接茬 没接话 没接住 没接单 没接活 没接上话',
    met:
      '聊了 聊过 聊完 聊了聊 见到了 见上了 见着了 谈了 谈过 谈完 谈了谈 见了 见过 见完 通了 通过电话 通完 打了 打过 打完 打了个 拜访了 拜访过 拜访完 回访了 回访过 回访完 面谈了 面谈过 面谈完 面访了 联系了 联系过 联系上 联络了 联络过 沟通了 沟通过 沟通完 ' +
      '回了 发了 发过 吃了 喝了 走访了 探望了 看望了 看了 接待了 接了 碰了 碰了个头 碰了头 碰面了 见面了 交流了 介绍了 讲了 慰问了 送了 陪了 电访了 上门了 去了 加了 问候了 说了 寄了 做了 电话了 微信了 打电话了 打过电话 打了电话 通了电话 见了面 吃过 解释了 讲解了 告知了 通知了 祝了 拜了年 来过 来了 到访 来访 来电 打来 吃完 喝完 说完 讲完 聊的 谈的 面的 开完会 开了会 开了个会 面签完 面签了 签完 双录完 双录了 没接 没打通 打不通 未接 没接通 ' +
      '碰到 碰见 遇到 遇见 寒暄了 参加了 签了 办了 谈妥 聊到 谈到 聊起 问了 问起 反馈 回访 提到 说到 送走 核实了 说好了 说妥了 吃的饭 吃的午饭 吃的晚饭 喝的茶 喝的咖啡 打的球 通的话 通的电话 打的电话 唠了 唠完 唠的 唠嗑 唠完嗑 倾了 侃了 扯了 对接了 拜了个 探了 坐了会儿 坐了坐 碰了 碰上了 碰头了 照了面 通话了 刚通话 接电话了 接了电话 已联系 已拜访 已回访 已电访 已面谈 已沟通 已通话 已面访 通完电话 去了趟 去了一趟 跑了一趟 谈好了 聊好了 刚挂',
  },
  did: { did: '查了 改了 开通了 注销了 挂失了 操作了 办理了 办好了 办完了 确认了 续了 开了 转了' },
  cameIn: {
    in: '来电 打来 来沙龙 来听沙龙 来听讲座 来网点 来行里 来行 来支行 到店 来了 打电话来 打电话过来 打电话给我 给我打电话 给我来电 给我打了 给我发 找我 来访 来过 到网点 来办 来厅堂 过来办 过来咨询 来咨询 过来开 过来取 过来存 过来问 过来聊 过来签 过来查 过来买 过来拿 来问 来柜台 加我微信 发来微信 发来消息 发来短信 发来邮件 发微信来 发消息来 微信上问 微信里问 微信上说 微信里说 回复我 微信我 微信问 来找 跟我说 跟我聊 打电话问 打电话说 来取 来存 过来网点 回电话了 回电了 给我回电 回我电话 回我了 回了我 回复我了 发微信来 微信说 短信说 邮件说 给我说 给我讲 电话里说 电话里讲 电话里问 电话里哭 电话里提 电话里骂 电话里答应 电话里反映 微信里说 微信里讲 微信里提 微信发语音 微信发消息 微信留言 微信上发 发微信说 发消息说 发短信说 刚走 刚离开 打了过来 过来领 来领 来续 来转 来签 来电话 回的电话 打的电话 来的电话 跟我讲 跟我提 电话里抱怨 电话里发火 微信里抱怨 微信里问',
  },
  meeting: {
    meet: '面谈 见面 面访 拜访 会面 约见 见个面 上门 吃饭 喝茶 喝咖啡 来网点 来行里 来支行 来办 过来办 来签 来取 来领 来拿 来存 来转 来买 来填 来测 来做 来开 来看 来交 来送 来咨询 过来取 过来存 过来签 过来拿 过来领 过来做 过来开 过来看 过来聊 过来转 过来买 过来测 面签 双录 碰面 见一面 来行 到网点 到支行 过来 面聊 聊一下 当面 登门 来一趟 看房子 打球 参加沙龙 碰头 碰个头 碰一下头 会谈 会议室见 楼下见 门口见 当面聊 见个面 来坐坐 来坐一坐 来坐会 来坐一会 过来坐 到店 见我一面',
  },
  complaint: {
    strong:
      '投诉 举报 赔偿 维权 曝光 12378 讨说法 要个说法 要说法 监管 银保监 金管局 金融监管局 误导 欺骗 骗了 骗我 告我们 告银行 起诉 消协 12315 12345 索赔',
  },
  complaintTalk: {
    talk: '投诉率 投诉量 投诉流程 投诉处理 投诉电话 投诉管理 投诉办法 投诉台账 投诉指标 投诉案例 投诉渠道 投诉件 投诉压降 投诉考核 投诉培训 投诉热线 零投诉 防投诉 投诉进度 投诉进展 监管要求 监管政策 监管部门发布 监管新规 监管规定 强监管 监管层 投诉信 投诉模板 投诉话术 投诉回复 投诉表 投诉单 投诉多 投诉少 投诉会 投诉好 被投诉 投诉数 投诉数据 投诉情况 被骗了 被骗走 被人骗了',
  },
  commit: {
    commit:
      '让我 叫我 请我 要我 麻烦我 嘱咐我 拜托我 托我 求我 催我 我帮他 我帮她 我帮客户 我给他 我给她 我替他 我替她 我去 我来 我先 我说给 我说帮 我说替 我说我 我说去 我这边 答应 承诺 说好 约好 约了 约在 约定 约他 约她 记得 回头 待会 待会儿 等会 等会儿 晚点 稍后 到时 到时候 要给 得给 需要给 要帮 得帮 要把 得把 需要把 准备给 打算给 改天 要去 得去 需要 我会 我要 我得 还要 还得 再给 需 要发 要送 安排',
  },
  again: {
    again:
      '下次 再碰 再谈 再联系 再联络 再回访 再打 再约 再沟通 再跟进 再聊 再拜访 再见面 再见一次 再见一面 再去一次 下回 再问 再电话 下次联系 下次联络',
  },
  wrong: { wrong: '不对 错了 说错了 记错了 写错了 弄错了 搞错了 记错 说错 写错 更正 改成 改为 应该是 应为 纠正 打错了 打错 不是' },
  act: {
    act: '给他 给她 给客户 给 送 发 寄 打电话 打个电话 理好 备好 回电 回电话 回复 联系 拜访 办 带 准备 整理 确认 安排 陪 查 问 帮 介绍 讲 做 出 提供 联络 约 面谈 见面 上门 去 寄送 打印 开 签 补 更新 反馈 答复 测算 对比 通知 提醒 预约 回访 跟进 沟通 催 报 交 递 取 接 看 来网点 来行里 来办 过来 来签 来 送去 请律师 一起谈 汇报 转 推荐 敲定 配 续 买 卖 赎回 转存 存 取款 吃饭 喝茶 回他 回她 回客户 回话 回信 回个电话 打过去 打给他 打给她 再打 打听 争取 预留 核 核对 弄 搞 处理 解决 落实 捋 盯 关注 留意 报名',
  },
  general: { general: '产品 收益率 利率 市场 股市 行情 政策 大盘 基金净值 国债 美元 黄金价格 经济 房价 央行 降息 加息 A股 港股 美股' },
};

const TOPICS: Record<string, string> = {
  milestone:
    '高考 中考 毕业 升学 考上 结婚 订婚 生子 生了 离婚 再婚 怀孕 怀二胎 怀上 怀了 退休 乔迁 搬家 满月 周岁 开张 新店开业 添丁 出生 当爸爸 当妈妈 当爷爷 当奶奶 抱孙子 婚礼 录取',
  education:
    '上学 留学 考研 读书 大学 幼儿园 小学 初中 高中 入学 读研 读博 出国读 上大学 上小学 上初中 上高中 补课 考试 择校 高三 初三 开学 读大学 念书',
  health:
    '住院 手术 生病 病了 感冒 骨折 摔 癌 肿瘤 糖尿病 高血压 体检 身体不好 身体不太好 不舒服 化疗 心脏 做检查 腰 膝盖 血压 血糖 康复 吃药 去世 过世 走了 丧',
  travel:
    '出差 旅游 旅行 出国 度假 去玩 出境 自驾 去日本 去新加坡 去韩国 去英国 去法国 去德国 去澳洲 去新西兰 去加拿大 去马来西亚 去越南 去迪拜 去澳门 去台湾 去云南 去西藏 去新疆 去北京 去上海 去三亚 去海南 去欧洲 去美国 去香港 去泰国 探亲 出门 回老家 飞',
  hobby:
    '喜欢 爱喝 爱吃 爱好 爱看 爱听 爱打 爱 养花 养狗 养猫 太极 钓鱼 书法 广场舞 打球 高尔夫 跑步 摄影 喝茶 收藏 下棋 打牌 麻将 唱歌 爬山 球迷 茶友',
  preference:
    '不吃 不喜欢 晚上关机 白天打 晚上打 上午打 下午打 别打 不要打 勿扰 上午方便 下午方便 晚上方便 方便接 讨厌 忌讳 习惯 只要 不接受 偏好 不想被打扰 希望 风险 保守 稳健 怕亏 吃素 回民 过敏 不喝酒 不抽烟 信佛 别给他 别给她 别发',
  work: '换工作 换公司 换单位 换了工作 换了单位 换了公司 离职 辞职 转行 升职 创业 开公司 做生意 跳槽 上班 工作 单位 调到 当了 做工程 开店 开餐馆 开饭店 开厂 经营 办厂 下岗 老板 公务员 医生 老师 教师 退居二线 上市 生意',
  housing: '买房 装修 卖房 换房 新房 拆迁 租房 家搬到 搬到 房子 房贷 首付 看房',
  finance:
    '到期 理财 基金 存单 存款 保险 他行 别的银行 想买 想了解 想存 闲钱 资金 年终奖 拆迁款 卖了 转出 转入 养老 教育金 赎回 定投 国债 大额 贷款 投资 股票 亏 收益',
  birthday: '生日 过寿 大寿 寿辰',
  other: '属鼠 属牛 属虎 属兔 属龙 属蛇 属马 属羊 属猴 属鸡 属狗 属猪',
};

interface Entry {
  word: string;
  hits: { tag: Tag; value: string }[];
}

const entries = new Map<string, Entry>();

function add(word: string, tag: Tag, value: string): void {
  const entry = entries.get(word) ?? { word, hits: [] };
  entry.hits.push({ tag, value });
  entries.set(word, entry);
}

for (const [tag, values] of Object.entries(WORDS)) {
  for (const [value, words] of Object.entries(values)) for (const word of words.trim().split(/\s+/)) add(word, tag as Tag, value);
}
for (const [value, words] of Object.entries(TOPICS)) for (const word of words.split(' ')) add(word, 'topic', value);
const LONGEST_FIRST = [...entries.values()].sort((one, other) => other.word.length - one.word.length);
const LONGEST_WORD = LONGEST_FIRST[0]?.word.length ?? 0;
const table = new PairTable(LONGEST_FIRST, (entry) => entry.word);

/** A longer word of this tag, found before, reaches over an offset. */
function isCovered(found: readonly Hit[], tag: Tag, at: number): boolean {
  for (let i = found.length - 1; i >= 0; i--) {
    const hit = found[i] as Hit;
    if (hit.tag === tag) return hit.end > at;
    if (hit.start < at - LONGEST_WORD) return false;
  }
  return false;
}

/** All words of the lexicon in a sentence; per tag the longest at each place, none inside another of its tag. */
export function findWords(text: string): Hit[] {
  const found: Hit[] = [];
  let hasNone = false;
  for (let at = 0; at < text.length; at++) {
    for (const { word, hits } of table.of(text.charCodeAt(at), text.charCodeAt(at + 1))) {
      if (word.length > 2 && !text.startsWith(word, at)) continue;
      const end = at + word.length;
      for (const { tag, value } of hits) {
        if (isCovered(found, tag, at)) continue;
        found.push({ tag, value, start: at, end });
        hasNone ||= value === 'none';
      }
    }
  }
  return hasNone ? found.filter((hit) => hit.value !== 'none') : found;
}
