import type { Normalised } from './normalise.js';
import { Rewriting, type Rewrite } from './rewriting.js';

/**
 * How people write or say at home what our rules know by another word. Each character of the usual word points at what was
 * typed, so whatever is quoted stays as it was typed.
 */

/** Words that one key of the pinyin keyboard makes of another. Followed by these characters they are words of their own. */
const MISTYPED: readonly Rewrite[] = [
  {
    cues: ['电化', '电活', '电画', '电哗', '电滑', '典话', '店话', '点话'],
    from: /电[化活画哗滑](?![学教厂铝池])|(?<=[打来回通])[典店点]话/g,
    to: '电话',
  },
  {
    cues: ['微心', '微新', '微星', '微欣', '微倍', '微兴', '薇信', '徽信', '威信', 'v信', 'V信', 'vx', 'VX', 'weixin', '微xin'],
    from: /微[心新星欣倍兴](?![愿闻冠级软币])|[薇徽vV]信|(?<![a-zA-Z])(?:vx|VX|weixin)(?![a-zA-Z])|微xin|威信(?=[上里联聊说问发回通沟告给了,\s])/g,
    to: '微信',
  },
  { cues: ['面坛', '面淡', '面潭', '面痰', '面探', '靣谈', '面啖'], from: /面[坛淡潭痰探啖]|靣谈/g, to: '面谈' },
  { cues: ['短讯', '短新', '短心', '短性', '端信'], from: /短[讯新心性]|端信/g, to: '短信' },
  { cues: ['视屏', '视品', '视聘'], from: /视[屏品聘](?=[了聊里中上连沟通会谈一]|$|[\s,])/g, to: '视频' },
  { cues: ['通华', '通化', '通滑', '通画'], from: /通[华化滑画](?=[了过,\s]|$)/g, to: '通话' },
  { cues: ['油件', '邮建', '邮间', '邮箭'], from: /油件|邮[建间箭]/g, to: '邮件' },
  { cues: ['拜仿', '拜防', '拜坊', '百访', '败访', '摆访'], from: /拜[仿防坊]|[百败摆]访/g, to: '拜访' },
  { cues: ['回仿', '回坊', '会访'], from: /回[仿坊]|会访/g, to: '回访' },
  { cues: ['联糸', '联西', '联细', '连系', '联戏', '连络'], from: /联[糸西细戏]|连系|连络/g, to: '联系' },
  { cues: ['勾通', '沟同', '沟痛', '沟桶'], from: /勾通|沟[同痛桶]/g, to: '沟通' },
  { cues: ['投素', '投拆', '投述', '投宿我', '头诉', '投诉讼', '偷诉'], from: /投[素拆述]|[头偷]诉|投宿(?=我)/g, to: '投诉' },
  { cues: ['诉秋', '诉球', '述求', '诉裘', '素求', '诉求求'], from: /诉[秋球裘]|[述素]求/g, to: '诉求' },
  { cues: ['刚菜', '刚材', '钢才', '刚财'], from: /刚[菜材财]|钢才/g, to: '刚才' },
  { cues: ['客护', '客互', '客沪', '可户'], from: /客[护互沪]|可户/g, to: '客户' },
  {
    cues: ['理材', '理才', '基经', '基斤', '定其', '转帐', '帐户', '手序费', '手续废', '利习'],
    from: /理[材才]|基[经斤]|定其|转帐|帐户|手序费|手续废|利习/g,
    to: (word = '') => MONEY[word] ?? word,
  },
  { cues: ['预越', '予约', '预月', '预曰'], from: /预[越月曰]|予约/g, to: '预约' },
  { cues: ['见靣', '见棉', '贝面', '见免'], from: /见[靣棉免](?=了|[\s,。]|$)|贝面/g, to: '见面' },
];

const MONEY: Readonly<Record<string, string>> = {
  理材: '理财',
  理才: '理财',
  基经: '基金',
  基斤: '基金',
  定其: '定期',
  转帐: '转账',
  帐户: '账户',
  手序费: '手续费',
  手续废: '手续费',
  利习: '利息',
};

const CALL = '(?:一?[个通]|[几两二三四五]个)?';
/** As it is said in Guangdong, around Shanghai, in Sichuan and in the north, and a few words with many others beside them. */
const AT_HOME: readonly Rewrite[] = [
  {
    cues: ['寻日', '噚日', '琴日', '昨日', '寻晚', '琴晚'],
    from: /[寻噚琴昨]日|[寻琴]晚/g,
    to: (word = '') => (word.endsWith('晚') ? '昨晚' : '昨天'),
  },
  { cues: ['听日', '明朝', '后日', '明日'], from: /听日|明日|明朝(?!代|皇)|后日/g, to: (word = '') => (word.startsWith('后') ? '后天' : '明天') },
  { cues: ['下昼', '晏昼', '上昼', '晌', '朝早'], from: /下昼|晏昼|后晌|下晌|上昼|头晌|前晌|朝早/g, to: (word = '') => PARTS[word] ?? word },
  { cues: ['刚刚先', '啱', '头先', '将将', '才将', '方先'], from: /刚刚先|啱啱|啱|头先|将将(?!就|好)|才将/g, to: '刚才' },
  { cues: ['打了给'], from: /打了给/g, to: '打了电话给' },
  { cues: ['无人听', '没人听'], from: /[无没]人听/g, to: '没人接' },
  { cues: ['倾'], from: /倾(?=[了过完下紧])|倾偈/g, to: '聊' },
  { cues: ['饮茶', '食了', '食完', '食饭'], from: /饮茶|食(?=了|完|饭)/g, to: (word = '') => (word === '饮茶' ? '喝茶' : '吃') },
  {
    cues: ['他话', '我话', '她话', '伊讲', '伊说', '伊话', '渠话', '渠讲', '伊'],
    from: /(?<![电])([他她我伊渠])话(?![题语费筒术剧本])|[伊渠]([讲说问来去要想])/g,
    to: (_, who, did) => (did ? `他${did}` : who === '我' ? '我说' : '他说'),
  },
  { cues: ['复他', '复佢', '复她'], from: /(?<![答回恢])复(?=[他她])/g, to: '回复' },
  { cues: ['喊我'], from: /喊我(?=[\u4e00-\u9fff]{2})/g, to: '让我' },
  { cues: ['睇', '搵', '揾', '边个', '乜嘢', '几时'], from: /睇|[搵揾]/g, to: (word = '') => (word === '睇' ? '看' : '找') },
  { cues: ['的风险', '的测评', '期未', '了未', '成未', '好未', '过未'], from: /(?<=[期了成好过])未[\s?]*$/g, to: '没有' },
  { cues: ['搞掂', '整掂'], from: /[搞整]掂/g, to: '搞定' },
  { cues: ['事体'], from: /事体/g, to: '事情' },
  {
    cues: ['摆了', '摆龙门', '摆哈', '摆会', '摆一'],
    from: /摆(?:了|哈|下)*(?:哈儿?|一?会儿?|一?阵子?|半天|好久|一哈)?(?:的?龙门阵)|摆了(?:哈儿?|一?会儿?|一?阵子?|半天|好久|一哈儿?)/g,
    to: '聊了会儿',
  },
  {
    cues: ['谝', '拉呱', '呱', '吹水', '大山', '讪胡', '喷空', '喷了', '噶三', '唠嗑', '唠了', '扯闲', '闲传', '掰扯', '白话', '闲篇', '扯了'],
    from: /谝(?:了)?(?:一?会儿?|一?阵子?|半天)?(?:闲传)?|拉了?(?:一?会儿?|半天)?呱|吹(?:了)?(?:一?会儿?|半天|阵)?水(?!电|管|泡|果)|侃(?:了)?(?:一?会儿?|半天)?大山|嘎(?:了)?(?:一?会儿?|半天)?讪胡|喷(?:了(?:一?会儿?|半天|阵)|空)|唠(?:了)?(?:一?会儿?|半天|阵)?嗑?|扯(?:了)?(?:一?会儿?|半天)?闲[篇话]|掰扯了?(?:一?会儿?|半天)?|扯了(?:一?会儿?|半天|阵)/g,
    to: '聊了会儿',
  },
  {
    cues: ['电话', '个电'],
    from: new RegExp(
      `(?:挂|摇|呼|拨|敲|去|致|捶|甩|回拨|打过|打过去|拨过|拨了|挂了|去了|摇了|呼了|敲了|拨过去)了?${CALL.replace(')?', ')')}电话?(?=给|过去|[\\s,]|他|她|没|说|问|让|通知|告诉|确认|祝|提醒|$)`,
      'g',
    ),
    to: '打了个电话',
  },
  { cues: ['照面'], from: /打了?[个一]个?照面/g, to: '见了面' },
  {
    cues: ['电询', '电告', '电祝', '电邀', '电催', '电核'],
    from: /电([询告祝邀催核])(?![知问贺请实])/g,
    to: (_, did = '') => `电话${BY_CALL[did] ?? did}`,
  },
];

const BY_CALL: Readonly<Record<string, string>> = { 询: '询问', 告: '告知', 祝: '祝贺', 邀: '邀请', 催: '催', 核: '核实' };
const PARTS: Readonly<Record<string, string>> = {
  下昼: '下午',
  晏昼: '下午',
  后晌: '下午',
  下晌: '下午',
  上昼: '上午',
  头晌: '上午',
  前晌: '上午',
  朝早: '早上',
};

const mistyped = new Rewriting(MISTYPED);
const atHome = new Rewriting(AT_HOME);

/** With the words that were mistyped put right; undefined where none was. */
export function putRight(normalised: Normalised): Normalised | undefined {
  return mistyped.of(normalised);
}

/** In the words our rules know; undefined where nothing changes. */
export function inUsualWords(normalised: Normalised): Normalised | undefined {
  const right = putRight(normalised);
  return atHome.of(right ?? normalised) ?? right;
}
