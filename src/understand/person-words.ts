/** Word lists that keep people's names apart from ordinary words. */
import { CharacterSet } from './characters.js';
import { byTail, WordSet } from './words.js';

const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤' +
  '温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由';
const COMPOUND = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '司徒',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '长孙',
  '宇文',
  '轩辕',
  '夏侯',
  '万俟',
  '端木',
  '独孤',
  '南宫',
  '西门',
  '闻人',
  '澹台',
  '淳于',
  '申屠',
  '太史',
  '钟离',
  '呼延',
  '赫连',
  '拓跋',
  '百里',
  '东郭',
  '公冶',
  '宗政',
  '濮阳',
  '单于',
  '仲孙',
  '鲜于',
  '闾丘',
  '亓官',
  '司寇',
  '巫马',
  '公西',
  '漆雕',
  '乐正',
  '壤驷',
  '公良',
  '夹谷',
  '宰父',
  '谷梁',
  '段干',
  '东门',
  '左丘',
  '梁丘',
  '第五',
];

const surnames = new CharacterSet(SINGLE);
const compounds = new WordSet(COMPOUND);
/** The commonest: a name after these is taken for a name without further help. */
const COMMON_SURNAMES = new CharacterSet(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾韦邹孟熊秦邱尹薛闫侯史陶黎贺顾毛郝龚邵钱严覃戴莫孔汤温康施樊葛邢齐乔庞颜倪庄聂鲁岳翟殷詹耿俞柳祝阮柯童凌裴霍涂骆',
);

/** How many characters of a name are its surname: 2 for compound ones, else 1. */
export function surnameLength(name: string): number {
  return name.length > 2 && compounds.isAt(name, 0, 2) ? 2 : 1;
}

/** Length of a surname that stands at `at`, 0 for none. */
export function surnameAt(text: string, at: number): number {
  if (compounds.isAt(text, at, at + 2)) return 2;
  return surnames.isAt(text, at) ? 1 : 0;
}

/** Whether the character at an offset is a surname of the commonest. */
export function isCommonSurnameAt(text: string, at: number): boolean {
  return COMMON_SURNAMES.isAt(text, at);
}

/**
 * Everyday words that look like a name, a given name or the end of one: a client of that name is only seen where a
 * name must stand.
 */
export const EVERYDAY = new WordSet(
  (
    '高兴 高考 高峰 高端 高手 高层 高级 高中 高铁 高息 高额 高度 高低 方案 方面 方法 方便 方式 方向 方针 时间 时候 时机 时常 关于 关系 关心 关注 关键 关闭 关怀 白天 白金 白酒 白色 安排 安全 安心 安静 安装 明天 明白 明年 明显 明确 明细 明早 明晚 ' +
    '成功 成立 成本 成交 成为 成年 成绩 成长 任何 任务 任意 全部 全面 全家 全年 全天 全额 全名 金额 金卡 金融 金价 黄金 黄色 周一 周二 周三 周四 周五 周六 周日 周末 周年 周期 周边 周到 周天 周内 常常 常见 常规 水平 水果 平时 平安 平台 平均 平常 于是 万一 万元 万能 万分 万事 ' +
    '温度 温馨 温暖 江南 江苏 江西 江山 马上 马路 钱包 钱款 毛病 毛利 向来 路上 路线 路过 何时 何况 何必 何种 文件 文章 文化 文明 文字 文静 文本 钟头 钟点 通知 习惯 强调 强烈 解释 解决 解除 单位 单独 单子 单笔 单只 曾经 应该 应当 程序 程度 段时间 石油 田地 林业 杨梅 陈述 王牌 张罗 李子 孙子 孙女 项目 ' +
    '盛大 幸福 幸运 喜欢 喜悦 乐观 乐意 康复 健康 国庆 国家 国债 国内 国外 国际 建设 建议 建国 和平 和气 房子 房产 房东 房客 房间 房贷 房租 车子 车位 车险 车贷 费用 费率 费心 支持 支付 支行 支出 包括 包装 左右 左边 古董 古典 甘心 危险 严重 严格 华东 华丽 花费 花钱 花园 花呗 鲁莽 胜利 晓得 ' +
    '长期 长短 长城 新年 新的 新品 新闻 新房 新客 新增 小时 小区 小心 小年 小额 小事 小孩 小学 小数 小结 老年 老家 老人 老婆 老公 老伴 老板 老师 老实 老客户 老是 大家 大概 大约 大额 大学 大厅 大堂 大盘 大会 大妈 大爷 大哥 大姐 天天 天气 今天 今年 今晚 今后 今早 昨天 前天 后天 后来 ' +
    '生日 生病 生活 生意 生产 生气 存款 存单 存折 存量 春节 春天 夏天 秋天 冬天 中午 上午 下午 晚上 早上 早报 晚报 元旦 元宵 清明 端午 中秋 重阳 冬至 除夕 腊月 正月 初一 十五 利息 利率 利润 利好 收益 收入 收到 收款 理财 理由 基金 保险 保本 保证 保单 股票 债券 贵金属 信托 信息 信用 信任 ' +
    '安康 平衡 连续 连忙 相信 相关 相当 相对 支撑 计划 计算 索要 容易 初步 门口 门店 云南 来源 来电 来访 来信 来往 南京 南方 南北 海外 海南 海鲜 海边 平稳 季度 季报 季节 季末 谈话 谈谈 封闭 查询 查看 查查 查账 时段 时效 时点 师傅 师父 商量 商务 商业 商机 商品 班长 班级 池子 冷静 冷淡 景气 景色 席位 ' +
    '宫外 党员 简单 简介 简历 简报 尚未 尚可 童年 梅花 祝福 祝您 祝愿 祝贺 包子 齐全 牛市 牛奶 牛肉 武汉 莫名 莫非 孔子 向上 向下 汤圆 葛优 易方 伍佰 章程 申请 申购 申报 关联 兰花 焦虑 左侧 甘肃 宁波 宁愿 宁可 符合 舒服 舒适 纪念 纪要 毕业 毕竟 盛行 曲线 谷歌 游戏 游客 游泳 管理 管家 管用 华为 华夏 屈服 解读 艾滋 ' +
    '尤其 阳光 穆斯 农业 农历 农行 农村 司机 司法 卓越 吉利 车票 麦当 戚戚 卜卦 卫生 卫健 米饭 宗教 桂花 应急 苟且 边上 边际 师范 仇恨 荣幸 荣誉 沙龙 沙发 沙特 郎君 仲裁 巩固 官网 官方 原来 原因 原则 原本 原话 楼市 楼上 楼下 满意 满额 满期 满足 位置 权益 权利 权限 花旗 强制 强势 帅气 豆浆 盖章 练习 廉价 井井 祖国 巴菲 丰富 丰收 ' +
    '平仓 平手 相比 容量 都是 都有 普通 浦发 浦东 鹿茸 修改 修复 况且 那个 那么 那天 那位 那边 那些 隆重 战略 战争 玉米 玉石 银行 银联 银保 公司 公积 公告 公布 公开 公章 居民 居住 干什 干嘛 但是 元宝 束手 信贷 展示 展期 阴天 智能 智慧 富裕 富有 由于 成熟 成果 明星 明了 贺卡 贺岁 谢谢 谢了 余额 余下 ' +
    '习题 许可 许多 许久 万达 万科 程度 夏季 夏令 金牌 金条 金币 金店 石头 康养 施工 施行 范围 田园 江湖 史上 温州 宋朝 唐朝 韩国 徐州 郑州 苏州 广州 杭州 常州 潘多 曹操 董事 董事会 余生 胡说 胡闹 郭德 何方 林子 高薪 高效 高温 高于 高净值 罗列 梁山 汪汪 陆续 陆家嘴 毛衣 毛绒 孟子 秦朝 邱少 侯爷 雷区 雷雨 龙头 龙湖 陶瓷 陶醉 黎明 ' +
    '一下 一个 一些 一直 一样 一起 一定 一共 一点 一次 一位 一条 一笔 一份 一种 一年 一月 一天 天气 ' +
    '和他 和她 和我 和您 和你 和客 和老 和小 都没 都还 都说 母亲节 劳动节 植树节 万圣节 万圣夜 夏至 时不 来了 来过 来办 来行 来网 相约 那就 那我 那你 由他 由我 但我 但他 平安夜 阿姨 阿里 公公 初中 初二 初三 初五 门诊 来得 计入 支取 安慰 安康 全国 全程 全都 全款 全职 别人 别的 别处'
  ).split(' '),
);

/** Days that look like a surname and a given name: alone they are nobody's, unless a client is called so. */
export const SOLAR_TERMS = new WordSet(
  '立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒'.split(' '),
);

/** Characters that hardly ever begin a word: behind a name they belong to the name (王芳芳 is not 王芳). */
export const NAME_ONLY = new CharacterSet(
  '芳兰娟敏丽磊洋艳杰涛霞桂珍凤娜婷倩琳莹颖慧雅琪瑶怡萱梓涵宇豪鑫鹏秀菊翠莲薇燕蓉岚媛妍彤昊旭彬琴璐玲洁巧淑俊伟斌勇鸿毅雯姣娇婉嫣茜菲芸芬萍莉蕊蕾锋钧铭',
);

/** Characters that may follow a name directly without being part of it. */
const AFTER_NAME = new CharacterSet(
  '的说电通打来在想要今明昨前后下上约见聊谈和跟与同给让问是有没不也就都会能可把被从到去了呢吗吧啊呀,，。、;；!！?？:： .""“”‘’「」『』()（）生家买卖存取转赎咨询反映投持历他她你您我这那谁,女男儿夫老父母爸妈弟哥姐妹爱人太先一二两三四五六七八九十0123456789@#/-—~手尾微短邮面拜签办还住刚又再最周星礼月年本号日晚早中做做完讲答拒接回发送名帮代理完结推改换介需准登补关资身健退搬升出旅喜吃喝开走坐谢借贷欠气急忙累病已正应得真从自本因但另其然并或及等向往装领用写读听学管放送约带陪刷充咱该定公寄催核申嫌抱托拎拿跑骂吵闹表确告透指质扬愿肯店厂',
);

/** Whether a name may end at an offset, by what follows: nothing, or what is no part of a name. */
export function mayEndName(text: string, end: number): boolean {
  return end >= text.length || AFTER_NAME.has(text.charCodeAt(end));
}

/** Words before a person: a name stands behind them. */
export const BEFORE_NAME = byTail([
  '刚跟',
  '刚和',
  '刚给',
  '联系',
  '拜访',
  '回访',
  '提醒',
  '通知',
  '客户',
  '跟',
  '和',
  '给',
  '与',
  '同',
  '约',
  '陪',
  '帮',
  '替',
  '找',
  '查',
  '问',
  '把',
  '为',
  '请',
  '见',
  '对',
  '送',
  '代',
]);

export interface Title {
  gender?: 'male' | 'female';
  /** Plausible from and to this age. */
  from?: number;
  to?: number;
}

/** What stands behind a surname when people are addressed. */
export const TITLES: ReadonlyMap<string, Title> = new Map<string, Title>([
  ['总', {}],
  ['董', {}],
  ['董事长', {}],
  ['总裁', {}],
  ['经理', {}],
  ['老板', {}],
  ['老板娘', { gender: 'female' }],
  ['老师', {}],
  ['教授', {}],
  ['博士', {}],
  ['医生', {}],
  ['大夫', {}],
  ['主任', {}],
  ['院长', {}],
  ['校长', {}],
  ['园长', {}],
  ['局长', {}],
  ['局', {}],
  ['处长', {}],
  ['处', {}],
  ['科长', {}],
  ['科', {}],
  ['厂长', {}],
  ['律师', {}],
  ['会计', {}],
  ['师傅', {}],
  ['工', {}],
  ['书记', {}],
  ['部长', {}],
  ['行长', {}],
  ['队长', {}],
  ['所长', {}],
  ['站长', {}],
  ['村长', {}],
  ['警官', {}],
  ['法官', {}],
  ['女士', { gender: 'female' }],
  ['小姐', { gender: 'female', to: 50 }],
  ['太太', { gender: 'female' }],
  ['夫人', { gender: 'female' }],
  ['阿姨', { gender: 'female', from: 38 }],
  ['姨', { gender: 'female', from: 38 }],
  ['婶', { gender: 'female', from: 38 }],
  ['大婶', { gender: 'female', from: 38 }],
  ['大妈', { gender: 'female', from: 45 }],
  ['大娘', { gender: 'female', from: 50 }],
  ['奶奶', { gender: 'female', from: 55 }],
  ['婆婆', { gender: 'female', from: 55 }],
  ['伯母', { gender: 'female', from: 45 }],
  ['姐', { gender: 'female' }],
  ['大姐', { gender: 'female', from: 30 }],
  ['妹', { gender: 'female', to: 45 }],
  ['妹妹', { gender: 'female', to: 45 }],
  ['先生', { gender: 'male' }],
  ['叔', { gender: 'male', from: 38 }],
  ['叔叔', { gender: 'male', from: 38 }],
  ['大叔', { gender: 'male', from: 38 }],
  ['伯伯', { gender: 'male', from: 45 }],
  ['伯', { gender: 'male', from: 45 }],
  ['大伯', { gender: 'male', from: 45 }],
  ['大爷', { gender: 'male', from: 50 }],
  ['爷爷', { gender: 'male', from: 55 }],
  ['哥', { gender: 'male' }],
  ['大哥', { gender: 'male', from: 28 }],
  ['弟', { gender: 'male', to: 45 }],
  ['公子', { gender: 'male', to: 45 }],
  ['老', { from: 60 }],
]);

export const LONGEST_TITLE = 3;
