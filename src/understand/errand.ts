/** What a day told without a word of asking is surely about: something to be done or attended. */
export const TO_DO =
  /^(?:去|给|到|接|送|交|取|带|开(?:[晨早例周夕晚]?会|户|证明|卡|单|门)|做|办|打|发|回|看|寄|买|吃|喝|还|约|见|签|写|参加|准备|整理|联系|拜访|回访|问候|体检|复诊|家长会|牙医|面试|面签|驾校|起床|培训|例会|晨会|周会|开会|值班|打卡|缴|转|下班(?=..)|上课(?=..))/;
/** With an hour, or again and again, errands of the house and the office too. */
export const AT_ITS_HOUR =
  /^(?:遛|拿|领|换|续|复(?:查|诊|习|盘)|检查|查看|查询|查(?=[对验收账岗体房寝])|测|量|浇|喂|洗|晒|收(?!盘|益|涨|跌|市|入)|关(?!注|于|键)|锁|充|倒|扔|跑(?:步|一)|游泳|健身|锻炼|运动|拉伸|练|背(?!后|景)|读|听(?!说)|上(?:课|班|网课|药|香|车|门)|下(?:楼|单)|出发|出门|动身|集合|报(?:到|名|销|税|账|加班)|申报|抢|订|定(?=[餐票位酒])|预约|挂号|抽血|打针|输液|睡觉|午休|休息|放下|汇总|总结|分析|同步|结算|对账|盘点|提交|上报|上传|完成|生成|录(?=[音制像入])|更新|核对|巡|值|站会|陪|帮|替|安排|催|付|汇款|存(?=[钱款])|修|装|搬|退(?!休|市)|盖章|审|批|敷|泡|炖|煮|轧账|扎账|清点|盘库|护肤|冥想|打坐|午睡|洗漱|刷牙|除草|施肥|交接|拉(?=[名清报数])|导出|备份|年检|保养|[坐乘搭]|骑|产检|孕检|洗牙|补牙|拔牙|理发|剪头发|做头发|美容|瑜伽|打球|爬山|钓鱼|唱歌|逛街|约会|相亲|碰头|接种)/;
/** A day that was named by its date or counted, and what is handed in, paid, renewed or attended then. */
export const ON_ITS_DAY = /^(?:交|还|缴|续|换|寄|领|报(?:名|税|销|到)|复查|复诊|复检|体检|考试|开会|面试|面签|年检|年审|对账|结算)/;
export const ANY_DAY = /^(?:今|明|后天|昨|本|这)/;
/** What is paid or handed in by a day, whichever way the day is named. */
export const DUE_THEN = /^(?:交|缴|还)(?=.{0,6}(?:[费租款税]|作业|报告|材料|报表|[周月日]报|论文|贷|信用卡|花呗)$)/;
/** A thing with a time of its own. */
export const EVENT =
  /(?:[早晨午晚例周班夕]?会|会议|培训|考试|面试|课|比赛|航班|飞机|火车|高铁|动车|手术|体检|门诊|讲座|直播|演出|电影|音乐会|演唱会|聚会|聚餐|饭局|[早午晚]餐|婚礼|宴|生日|纪念日|年检|答辩|路演|彩排|沙龙|[\u4e00-\u9fff]{1,3}科|门诊|牙医|考研|高考|中考|彩排|复诊|复查|约会|见面|碰面|团建|年会|晨跑|夜跑|站会|双录)$/;

/** 「把文件打印出来」「给快递柜里的东西取了」: what is to be done with something. */
export const DEAL_WITH =
  /^(?:把|给)[^,。;?!]{1,14}(?:取|交|还|寄|发|办|做|弄|买|洗|关|缴|退|换|修|送|打印|整理|收拾|提交|上传|填|写|改|签|转|打|拿|接|订|清|报|贴|盖|装|搬|扔|倒|喂|浇|续|结)(?:了|好|完|上|走|掉|一下|出去|出来|回来|过来|过去)?[\s。.]*$/;
/** 「瑞幸见老同学」「会议室签合同」: where, then what with somebody. */
export const AT_PLACE =
  /^(?:在|去|到)?[\u4e00-\u9fffA-Za-z]{2,6}?(?:见(?!过|到|了|效|识|解|外)|接(?!着|近|受|下)|取(?!得|消)|拿(?!到|了)|签(?!了)|面谈|面试|开会|吃饭|聚餐|聚会|碰面|碰头|集合|喝茶|喝咖啡|谈(?!了|到))[\u4e00-\u9fff]{0,8}$/;

/** With an hour, errands and things that have a time of their own. */
export const isDoneAt = (words: string): boolean =>
  AT_ITS_HOUR.test(words) || TO_DO.test(words) || (words.length <= 9 && EVENT.test(words) && !/是|有|就|说|被|没|不|跟|让/.test(words));
