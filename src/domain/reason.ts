/** Why a rule said what it said; what 「依据」 shows. `text` and `source` are Chinese, as people read them. */
export interface Reason {
  code: string;
  text: string;
  /** Law and article, or 「行内约定（可配置）」. */
  source: string;
  /** The facts it rests on, one line, with their dates. */
  facts?: string;
}

/** Source of every number the bank may set itself. */
export const HOUSE_SOURCE = '行内约定（可配置）';

/** Short names of the laws cited; docs/rules.md says how far each was checked. */
export const LAW = {
  suitability: '《金融机构产品适当性管理办法》',
  complaint: '《银行业保险业消费投诉处理管理办法》',
  onlineMarketing: '《金融产品网络营销管理办法》',
  consumerRights: '《银行保险机构消费者权益保护管理办法》',
  wealthBusiness: '《商业银行理财业务监督管理办法》',
  wealthSales: '《理财公司理财产品销售管理暂行办法》',
  personalInformation: '《个人信息保护法》',
  civilCode: '《民法典》',
  aiLabel: '《人工智能生成合成内容标识办法》',
  advertising: '《广告法》',
  fundPromotion: '《公开募集证券投资基金宣传推介材料管理暂行规定》',
  privateFund: '《私募投资基金监督管理条例》',
  securitiesSuitability: '《证券期货投资者适当性管理办法》',
  dualRecording: '《银行业金融机构销售专区录音录像管理暂行规定》',
  assetManagement: '《关于规范金融机构资产管理业务的指导意见》',
} as const;

export function reason(code: string, text: string, source: string = HOUSE_SOURCE): Reason {
  return { code, text, source };
}
