/** 「地点改成二楼会议室」「见面的地方在星巴克」: where it is to be, and nothing else. */
const PLACE =
  /^(?:的|那个|见面|面谈|约会?|预约|碰头|[\s，,])*(?:地点|地方|地址)(?:就|还是|再)?(?:改成|改到|改在|改为|改|换成|换到|换在|换|定在|定|是|为|在|[:：])+\s*([^，,。!！?？吗呢哪]{2,20}?)(?:吧|了|见面?|碰头)?[\s。！!]*$/u;

/** The place that words name and nothing more; undefined where they say anything else. */
export const placeSaid = (words: string): string | undefined => PLACE.exec(words)?.[1];
