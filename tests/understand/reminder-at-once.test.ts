import { describe, expect, test } from 'vitest';
import type { WhenValue } from '../../src/domain/intent.js';
import { heardAndShown, type ReminderRow } from './reminder-heard.js';
import { read } from './world.js';

// Said on Monday 2026-11-23 at 10:05.
describe('an hour right behind the asking', () => {
  test.each<ReminderRow>([
    ['下午两点提醒我啊不两点半，给分行回函', '2026-11-23', '14:30', '给分行回函'],
    ['明天上午九点提醒我，哦不，十点，交材料', '2026-11-24', '10:00', '交材料'],
    ['三点提醒我，噢四点，取快递', '2026-11-23', '16:00', '取快递'],
    ['晚上八点叫我，不对，九点，看球', '2026-11-23', '21:00', '看球'],
    ['周三提醒我，下午两点半，去学校填表', '2026-11-25', '14:30', '去学校填表'],
    ['周五提醒我，上午十点，送合同', '2026-11-27', '10:00', '送合同'],
  ])('puts right or completes, and is shown: %s', heardAndShown);

  test.each<ReminderRow>([
    ['晚上，九点吧，提醒我关窗', '2026-11-23', '21:00', '关窗'],
    ['明天下午，三点半吧，提醒我打电话', '2026-11-24', '15:30', '打电话'],
    ['后天早上，大概七点左右，提醒我喂猫', '2026-11-25', '07:00', '喂猫'],
    ['周三，十点，提醒我开会', '2026-11-25', '10:00', '开会'],
  ])('set apart before it, and is shown: %s', heardAndShown);

  test.each([
    ['明天提醒我，三点的会要带材料', undefined],
    ['明天下午三点提醒我，四点有会', '15:00'],
    ['下午三点提醒我不要忘了四点的会', '15:00'],
  ])('belongs to the thing: %s', (said, time) => {
    expect((read(said).args['at'] as WhenValue).time).toBe(time);
  });

  test.each(['老公来了一句：你明天提醒我交电费，我没理他', '我妈发微信：明天提醒我买菜'])('words behind a colon are of whom they are: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });
});
