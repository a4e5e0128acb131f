import type { IntentSpec } from '../domain/intent.js';
import { keywordAt, skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';

const TOPICS: readonly [intent: string, words: readonly string[]][] = [
  ['maturities', ['什么到期', '有什么到期', '到期的', '到期', '哪些要到期', '快到期']],
  ['case-list', ['案件', '投诉办', '投诉处理', '投诉进', '投诉到', '投诉怎么', '投诉还', '诉求办', '诉求处理']],
  [
    'timeline',
    [
      '历史',
      '联络记录',
      '联系记录',
      '接触记录',
      '跟进记录',
      '往来',
      '记录',
      '上次',
      '最近一次',
      '多久没联系',
      '聊过',
      '联系过',
      '什么时候联系',
      '之前聊',
      '最近联系',
    ],
  ],
  [
    'holdings',
    [
      '持仓',
      '持有',
      '资产',
      '仓位',
      '买了什么',
      '买了哪些',
      '买了啥',
      '买过',
      '都买了',
      '有什么产品',
      '有哪些产品',
      '多少钱',
      '多少资产',
      '存了多少',
      '存款',
      '理财',
      '基金',
      '余额',
      '有多少',
      '亏',
      '赚',
      '收益',
      '配置',
      '账户',
      '产品',
    ],
  ],
  [
    'client',
    [
      '画像',
      '情况',
      '资料',
      '信息',
      '档案',
      '生日',
      '电话',
      '手机',
      '号码',
      '等级',
      '级别',
      '测评',
      '风险',
      '年龄',
      '多大',
      '几岁',
      '多少岁',
      '地址',
      '职业',
      '家庭',
      '家里',
      '喜欢',
      '爱好',
      '客户经理',
      '谁管',
      '谁的客户',
      '尾号',
      '怎么样',
      '是谁',
      '什么人',
      '标签',
      '称呼',
      '临界',
      '下次',
      '该联',
      '全貌',
      '卡片',
      '概况',
    ],
  ],
];
const FILLER =
  /^(?:的|了|吧|呢|吗|啊|呀|一下|下|看看|看一下|这个人|这位|这个|客户|女士|先生|那边|现在|最近|目前|手上|手里|名下|一共|总共|还|都|给我看看|我看看|谢谢|[\s,.。、!?~;:])*$/;
const ASKS = /[?吗呢么]|什么|怎么|多少|哪|几|谁|如何|咋|多大|查|看/;

/** Nothing behind the name but courtesy. */
export function isNothingMore(reading: Reading, from: number): boolean {
  const rest = reading.text.slice(skipSeparators(reading.text, from));
  return rest.length <= 24 && FILLER.test(rest);
}

/**
 * What is asked about a client, from the words behind his name: the intent itself when they add nothing, another read
 * when they name one, 'other' when they go on as something else.
 */
export function readTopic(reading: Reading, from: number, intent: IntentSpec): IntentSpec | 'other' {
  const { text, context } = reading;
  let at = skipSeparators(text, from);
  if (text[at] === '的') at = skipSeparators(text, at + 1);
  const rest = text.slice(at);
  if (rest.length > 24) return 'other';
  if (FILLER.test(rest)) return intent;
  const keyword = keywordAt(text, at, context.intents);
  if (
    keyword &&
    keyword.intent.effect === 'read' &&
    keyword.intent.slots.some((slot) => slot.kind === 'client') &&
    FILLER.test(text.slice(keyword.end))
  )
    return keyword.intent;
  if (intent.name !== 'client' || /^(?:刚|刚才|昨天|今天)?(?:说|问|讲|觉得|认为|想|要|表示|反映)/.test(rest)) return 'other';
  if (/提醒|约|投诉(?!办|处|进|到|怎|还)|记一|发给|送|打电话给|[,。;!]./.test(rest)) return 'other';
  const topic = TOPICS.find(([, words]) => words.some((word) => rest.includes(word)));
  const named = topic && context.intents.byName.get(topic[0]);
  if (named === intent && !ASKS.test(rest) && rest.length > 6) return 'other';
  return named ?? 'other';
}
