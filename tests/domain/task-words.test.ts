import { describe, expect, test } from 'vitest';
import { namesNoTask, tasksMeantBy, type TaskWords } from '../../src/domain/task-words.js';

const task = (id: string, text: string, client: string | null = null, kind = 'reminder'): TaskWords => ({
  id,
  kind,
  text,
  clientId: client,
  names: client === null ? [] : [client],
});
const LIST = [
  task('moon', '给王建国送月饼', '王建国'),
  task('call', '给李秀兰回电', '李秀兰'),
  task('meet', '面谈，网点', '李秀兰', 'appointment'),
  task('report', '交周报'),
  task('free', '把存单给李秀兰'),
];

describe('tasksMeantBy', () => {
  test.each<[string, string | undefined, string[]]>([
    ['那个送月饼的弄好了', undefined, ['moon']],
    ['周报那条办完了', undefined, ['report']],
    ['李秀兰周五的预约改到周六', '李秀兰', ['meet']],
    ['李秀兰的存单弄好了', '李秀兰', ['free']],
    ['李秀兰那条办完了', '李秀兰', ['call', 'meet', 'free']],
    ['王建国的回电办完了', '王建国', ['moon']],
    ['孙丽的回电办完了', '孙丽', []],
    ['那个交材料的办完了', undefined, []],
    ['晚点再提醒我', undefined, []],
  ])('%s', (words, client, ids) => {
    const meant = client === undefined ? {} : { client: { id: client, name: client } };
    expect(tasksMeantBy(words, LIST, meant).map(({ id }) => id)).toEqual(ids);
  });

  test('words that say nothing of an item', () => {
    for (const words of ['晚点再提醒我', '过一小时再叫我', '这条办完了', '先放一放，明天再说']) expect(namesNoTask(words), words).toBe(true);
    for (const words of ['送资料的弄好了', '李阿姨的合同寄了，划掉']) expect(namesNoTask(words), words).toBe(false);
  });
});
