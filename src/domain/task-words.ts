/** Finds the item of a worklist that a sentence speaks of. */

export interface TaskWords {
  id: string;
  kind: string;
  text: string;
  clientId: string | null;
  /** How its client may be called: name, 称呼. */
  names: readonly string[];
}

export interface Meant {
  /** The client named, with what he is called. */
  client?: { id: string; name: string };
}

/** Words that say what is done with an item, or that it is one, and nothing of what it is about. */
const SAYS_NOTHING =
  /关掉|关闭|关了|停掉|停了|移除|晚点儿?|晚些时候?|待会儿?|等会儿?|一会儿?|过会儿?|回头|稍后|小时|分钟|已经|刚才|刚刚|可以|帮我|给我|麻烦|请|那个|那条|那件|这个|这条|这件|的事情?|事儿|待办|任务|提醒我?|闹钟|日程|完成|搞定|办完|办好|办妥|做完|做好|弄好|弄完|处理完|处理好|划掉|勾掉|销掉|划|勾|取消|删掉|删除|去掉|撤掉|作废|不要|不用|别再|别|再|推迟|推后|推到|延后|延到|延迟|顺延|往后|挪到|改到|改成|改为|换到|换成|放一放|先放|明天|后天|今天|昨天|[上下本这]+(?:周|星期|礼拜)[一二三四五六日天末]?|(?:周|星期|礼拜)[一二三四五六日天末]|上午|下午|晚上|早上|中午|我|把|将|给|跟|和|的|了|吧|先|都|就|到|说|[0-9一二三四五六七八九十两半]+[点号日月天周个]?|[\s,，。.、!！?？:：;；]/g;

const core = (words: string): string => words.replace(SAYS_NOTHING, '');

/** Pairs of neighbouring characters that two texts share. */
function shared(one: string, other: string): number {
  let count = 0;
  for (let at = 0; at + 1 < one.length; at++) if (other.includes(one.slice(at, at + 2))) count++;
  return count;
}

const KINDS: readonly [RegExp, string][] = [
  [/预约|见面|面谈|面签|面访|拜访|约/, 'appointment'],
  [/回电|电话|回访/, 'call'],
];

/**
 * The items the words fit best; several are equally good, none = nothing fits. Who was named must be who the item is about.
 * Words that say nothing of an item (「晚点再提醒我」) fit none.
 */
export function tasksMeantBy<T extends TaskWords>(words: string, tasks: readonly T[], meant: Meant): T[] {
  const { client } = meant;
  const about =
    client === undefined ? tasks : tasks.filter((task) => task.clientId === client.id || (task.clientId === null && task.text.includes(client.name)));
  const scored = about.map((task) => {
    const said = [...task.names, ...(client ? [client.name] : [])].reduce((rest, name) => rest.replaceAll(name, ''), words);
    const kind = KINDS.some(([pattern, name]) => name === task.kind && pattern.test(words)) ? 1 : 0;
    return {
      task,
      score: 2 * shared(core(said), task.text) + kind,
      isWorded: shared(core(said), task.text) > 0 || kind > 0,
    };
  });
  const worded = scored.some((one) => one.isWorded) ? scored.filter((one) => one.isWorded) : client === undefined ? [] : scored;
  const best = Math.max(...worded.map((one) => one.score));
  return worded.filter((one) => one.score === best).map((one) => one.task);
}

const HALF_A_DAY = 12;

/** The items that are due then: on that day at that hour, else at that hour of any day, in either half of it. */
export function tasksDue<T extends { dueOn: string; dueTime: string | null }>(tasks: readonly T[], due: { date: string; time?: string }): T[] {
  const { date, time } = due;
  const hourOf = (said: string): string => `${Number(said.slice(0, 2)) % HALF_A_DAY}${said.slice(2)}`;
  const exact = tasks.filter((task) => task.dueOn === date && (time === undefined || task.dueTime === time));
  if (exact.length > 0 || time === undefined) return exact;
  const sameTime = tasks.filter((task) => task.dueTime === time);
  return sameTime.length > 0 ? sameTime : tasks.filter((task) => task.dueTime !== null && hourOf(task.dueTime) === hourOf(time));
}

/** The words name no item by what it is about: 「晚点再提醒我」「这条办完了」. */
export const namesNoTask = (words: string): boolean =>
  core(words).replace(/叫|喊|催|过|后|那|这|条|件|办|做|弄|好|事|等|缓|放|不|急|行|嗯|啊/g, '') === '';
