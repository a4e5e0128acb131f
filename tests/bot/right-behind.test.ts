import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = [
  { name: '王建国', honorific: '王总' },
  { name: '张敏', mobile: '13900003458' },
  { name: '李秀兰', honorific: '李阿姨' },
];
const open = async () => startChat({ clients: CLIENTS });

describe('right behind a reminder', () => {
  test('an hour alone is its hour, on its own day, and shown first', async () => {
    const chat = await open();
    await chat.say('提醒我12月4日给王总送资料');
    await chat.say('提醒我明天九点给张敏回电');
    await chat.say('提醒我下周三给王总寄合同');
    expect(await chat.say('下午两点半')).toMatch(/改到12月2日 周三 14:30这件，对吗[\s\S]*给王总寄合同/);
    expect(await chat.say('对')).toContain('已改到12月2日 周三 14:30');
  });

  test('改到十点 means the one just made, not an older one', async () => {
    const chat = await open();
    await chat.say('提醒我明天九点给王总回电');
    await chat.say('提醒我后天九点给张敏回电');
    expect(await chat.say('改到十点')).toContain('11月25日 周三 10:00\n给张敏回电');
  });

  test.each(['不用提醒了', '别提醒我了', '不要再提醒了。'])('%s calls it off, and 撤销 brings it back', async (words) => {
    const chat = await open();
    await chat.say('提醒我明天九点给王总回电');
    await chat.say('提醒我后天九点给张敏回电');
    expect(await chat.say(words)).toMatch(/已取消1件，不再提醒，剩1件[\s\S]*给张敏回电/);
    expect(await chat.say('撤销')).toContain('已恢复：给张敏回电');
  });

  test('later than 撤销 is good for, the same words change nothing by themselves', async () => {
    const chat = await open();
    await chat.say('提醒我后天九点给张敏回电');
    chat.later(11 * 60_000);
    expect((await chat.hear('下午两点半')).understood).toMatchObject({ intent: null });
    expect(await chat.say('不用提醒了')).toContain('取消这件，对吗');
  });

  test.each(['下午两点半见吧小王', '是不是两点半', '两点半有会吗', '提醒功能怎么用'])('%s is something else', async (words) => {
    const chat = await open();
    await chat.say('提醒我后天九点给张敏回电');
    expect((await chat.hear(words)).understood).not.toMatchObject({ intent: 'snooze' });
    expect((await chat.db.get<{ dueTime: string }>('SELECT dueTime FROM Task', []))?.dueTime).toBe('09:00');
  });
});

describe('so many days ahead', () => {
  test('of a reminder just made: another one, with what it is about and its day', async () => {
    const chat = await open();
    await chat.say('提醒我12月4日给王总送资料');
    expect(await chat.say('提前两天提醒我')).toMatch(/时间：12月2日 周三[\s\S]*给王总送资料（12月4日 周五）/);
    await chat.say('对');
    expect(await chat.db.all('SELECT dueOn FROM Task ORDER BY dueOn', [])).toEqual([{ dueOn: '2026-12-02' }, { dueOn: '2026-12-04' }]);
  });

  test('of an appointment that waits: what is over by then is said to be, and the appointment is still a draft', async () => {
    const chat = await open();
    await chat.say('明天下午三点约李阿姨面谈');
    const past = await chat.say('提前三天提醒我');
    expect(past).toContain('11月21日 周六 09:00已经过了');
    expect(past).toContain('上一条还没确认，在草稿D-1');
  });

  test('with nothing behind it, the day is asked for as before', async () => {
    const chat = await open();
    expect(await chat.say('提前三天提醒我')).toContain('是哪一天、几点');
  });
});

describe('right behind a record', () => {
  test('a way it did not have', async () => {
    const chat = await open();
    await chat.say('记 张敏 聊了理财');
    expect(await chat.say('电话')).toContain('方式：电话');
    await chat.say('对');
    expect(await chat.db.get('SELECT mode FROM ContactRecord', [])).toEqual({ mode: 'phone' });
  });

  test.each(['电话多少', '是不是电话', '面谈的原因'])('%s changes nothing', async (words) => {
    const chat = await open();
    await chat.say('记 张敏 聊了理财');
    expect((await chat.hear(words)).understood?.effect ?? null).not.toBe('write');
  });
});

describe('what is missing is asked with what is known', () => {
  test('a reminder without its day is named', async () => {
    const chat = await open();
    expect(await chat.say('提醒我给张敏回电话')).toContain('“给张敏回电话”是哪一天、几点');
  });

  test('who is contacted, how, and that nobody answered is enough', async () => {
    const chat = await open();
    expect(await chat.say('联系了 张敏')).toContain('张敏聊了什么');
    expect(await chat.say('电话')).toContain('张敏电话聊了什么');
    expect(await chat.say('没接通')).toContain('已记：张敏 电话，没接通');
  });

  test('a complaint of somebody without a case: the next words are it, talk is not', async () => {
    const chat = await open();
    expect(await chat.say('张敏投诉')).toContain('写一句客户的原话就行');
    expect(await chat.say('谢谢')).not.toContain('登记投诉');
    expect(await chat.say('排队两个小时没人管')).toMatch(/登记投诉：张敏，对吗[\s\S]*“排队两个小时没人管”/);
    expect(await chat.say('登记')).toContain('投诉已登记：张敏');
    expect(await chat.say('王总有投诉吗')).not.toContain('写一句');
  });

  test('撤销 takes back what waits and nothing that is stored', async () => {
    const chat = await open();
    await chat.say('投诉 张敏 排队两个小时没人管');
    await chat.say('对');
    await chat.say('记进展 在核实');
    expect(await chat.say('撤销')).toContain('什么都没有存');
    expect(await chat.say('案件')).toContain('在办1件');
  });

  test('修改上条 alone shows what can be changed', async () => {
    const chat = await open();
    await chat.say('记 张敏 电话 聊了理财');
    expect(await chat.say('修改上条')).toContain('修改：张敏');
    expect(await chat.say('方式 面访')).toContain('方式改为面访');
  });

  test('after a day a correction is refused at once, and words can still be added', async () => {
    const chat = await open();
    await chat.say('记 张敏 电话 聊了理财');
    chat.later(25 * 3_600_000);
    const late = await chat.hear('不对，是面谈');
    expect(late.replies[0]!.text).toContain('记下超过24小时，不能改原文了');
    expect(late.asked).toBe(false);
  });
});

describe('taken back, kept close, or not said', () => {
  test('撤销 behind a day of care offers its own way back', async () => {
    const chat = await open();
    await chat.say('登记日子 张敏 结婚纪念日 5月20日');
    expect(await chat.say('撤销')).toContain('收回刚办的「登记日子」吗');
    expect(await chat.say('对')).toContain('已删：张敏');
    expect(await chat.say('撤销')).not.toContain('收回刚办的');
  });

  test.each(['记 李秀兰 老伴住院了，别外传', '记 李秀兰 电话 说要离婚，请保密', '记 李秀兰 面谈 想移民，不想让别人知道'])(
    '%s: the supervisor does not read it',
    async (words) => {
      const chat = await open();
      expect(await chat.say(words)).toContain('私密：只有主办和副办看得到');
      const read = await chat.say('历史 李秀兰', 'zhoumin');
      expect(read).toContain('其中1条不对您显示');
      expect(read).not.toMatch(/住院|离婚|移民/);
      expect(await chat.say('历史 李秀兰')).toMatch(/住院|离婚|移民/);
    },
  );

  test.each(['记 李秀兰 电话 问了保密柜', '记 李秀兰 电话 她说邻居都知道了'])('%s is nothing to be kept close', async (words) => {
    const chat = await open();
    expect(await chat.say(words)).not.toContain('私密');
  });

  test('a greeting needs its day: no birthday is made up', async () => {
    const chat = await open();
    expect(await chat.say('祝福 李阿姨')).toContain('为哪个日子写祝福');
    expect(await chat.say('祝福 李阿姨 元旦')).toContain('元旦祝福');
    expect(await chat.say('生日祝福 李阿姨')).toContain('没有登记生日');
  });

  test('an appointment shows where, and the hour said later is its own', async () => {
    const chat = await open();
    expect(await chat.say('明天下午三点约张敏在咖啡馆见面')).toContain('地点：咖啡馆');
    await chat.say('对');
    expect(await chat.say('下午')).not.toContain('改到');
    expect(await chat.say('改到上午十点')).toContain('已改到明天 10:00');
  });

  test('what is told in answer to 投诉什么 is the complaint, though it names a topic; a question is none', async () => {
    const chat = await open();
    await chat.say('投诉 王总');
    expect(await chat.say('有没有投诉')).toContain('没有在办的案件');
    expect(await chat.say('他的持仓亏了两万没人通知')).toContain('登记投诉：王建国');
  });

  test('诉求 is asked as such', async () => {
    const chat = await open();
    expect(await chat.say('诉求 张敏')).toMatch(/张敏想办什么[\s\S]*「诉求 李秀兰/);
  });

  test('超时 counts the cases that are late', async () => {
    const chat = await open();
    await chat.say('投诉 张敏 排队太久');
    await chat.say('对');
    expect(await chat.say('超时')).not.toContain('案件超时');
    chat.at('2026-11-27T09:00:00+08:00');
    expect(await chat.say('超时')).toContain('案件超时1件');
    expect(await chat.say('超时', 'zhoumin')).toContain('案件超时1件');
  });
});

describe('given up', () => {
  test('算了 is no record, no reason and no answer', async () => {
    const chat = await open();
    await chat.say('查 李阿姨');
    await chat.press('记一笔');
    expect(await chat.say('算了')).toContain('什么都没有存');
    expect(await chat.say('历史 李阿姨')).toContain('还没有联络记录');
    await chat.say('投诉 张敏 理财亏了');
    await chat.say('对');
    await chat.press('联系了');
    expect(await chat.say('算了')).toContain('期限照常计时');
  });

  test('取消 says what is dropped, and how to take back what is stored', async () => {
    const chat = await open();
    await chat.say('刚跟张敏通了电话，她下周要来');
    await chat.say('提醒我明天九点看邮件');
    expect(await chat.say('取消')).toContain('“刚跟张敏通了电话，她下周要来”');
    expect(await chat.say('取消')).toContain('刚存下的要收回，打「撤销」');
    await chat.say('撤销');
    expect(await chat.say('取消')).not.toContain('刚存下的');
  });

  test('a withdrawn complaint was not dealt with in time: its clocks stopped', async () => {
    const chat = await open();
    await chat.say('投诉 张敏 理财亏了');
    await chat.say('对');
    await chat.say('撤诉');
    await chat.say('今天来电说不投诉了');
    const card = await chat.say('案件 TS-1');
    expect(card).toContain('停止计时');
    expect(card).not.toMatch(/首次联系：.*完成/);
  });

  test('an excuse in front of where it is put off to; the day a contact really was', async () => {
    const chat = await open();
    await chat.say('提醒我后天九点给张敏回电');
    expect(await chat.say('没空，改到下周一')).toContain('改到11月30日 周一 09:00这件，对吗');
    await chat.say('先不办');
    await chat.say('记 张敏 电话 聊存单');
    expect(await chat.say('昨天的')).toContain('日子：昨天');
  });
});

describe('hours ahead, a number alone, all called off', () => {
  test('an hour before the appointment just made; of nothing known, when is asked', async () => {
    const chat = await open();
    await chat.say('预约 张敏 12月1日 10:00');
    expect(await chat.say('提醒我提前一小时')).toMatch(/时间：12月1日 周二 09:00[\s\S]*张敏 面谈（12月1日 周二 10:00）/);
    const other = await open();
    expect(await other.say('提前一小时提醒我')).toContain('是哪一天、几点');
  });

  test('a case by its number alone', async () => {
    const chat = await open();
    await chat.say('投诉 张敏 排队太久');
    await chat.say('对');
    expect(await chat.say('TS-1')).toMatch(/^TS-1 张敏/);
    expect(await chat.say('ts1', 'zhoumin')).toMatch(/^TS-1 张敏/);
    expect(await chat.say('TS-9')).toContain('没找到TS-9');
  });

  test('两个都取消 is no text of a reminder', async () => {
    const chat = await open();
    await chat.say('提醒我明天九点给王总回电');
    await chat.say('再提醒我一次，后天');
    expect(await chat.say('两个都取消')).not.toContain('已定');
  });
});

describe('of what repeats', () => {
  const every = async () => {
    const chat = await startChat();
    await chat.say('每天下午五点提醒我写日报');
    return chat;
  };

  test.each(['停掉', '把它关了吧', '取消掉'])('%s takes it off, and 撤销 brings it back', async (words) => {
    const chat = await every();
    expect(await chat.say(words)).toContain('已取消1件');
    expect(await chat.say('撤销')).toContain('已恢复：写日报');
  });

  test.each(['周末不用', '双休日别响', '只要工作日'])('%s: Monday to Friday, once it is said yes to', async (words) => {
    const chat = await every();
    expect(await chat.say(words)).toContain('改成每周一到周五这件，对吗');
    expect(await chat.say('对')).toContain('改成每周一到周五，下次今天 17:00');
  });

  test('another hour from now on, another day to begin, and how it comes back is said', async () => {
    const chat = await every();
    expect(await chat.say('以后改成六点')).toContain('改到今天 18:00这件');
    expect(await chat.say('对')).toBe('已改到今天 18:00\n写日报\n重复不变：每天');
    expect(await chat.say('从周三开始')).toContain('改到11月25日 周三 18:00这件');
  });

  test('of what comes once, a weekend says nothing', async () => {
    const chat = await startChat();
    await chat.say('明天九点提醒我开会');
    expect(await chat.say('周末不用')).not.toContain('每周一到周五');
  });
});

describe('how a call went, said while its client lies open', () => {
  test.each([
    ['刚打完，没人接', '电话，没接通'],
    ['打了两遍都没接', '电话，没接通'],
    ['打通了', '电话，接通'],
  ])('%s', async (words, way) => {
    const chat = await startChat({ clients: ['张敏'] });
    await chat.say('张敏');
    expect(await chat.say(words)).toContain(`方式：${way}`);
    expect(await chat.core.store.contactRecord.countByClient(chat.idOf('张敏'))).toBe(0);
    expect(await chat.say('对')).toContain(`已记：张敏 ${way}`);
  });

  test.each(['没人接', '打通了吗', '今天没人接班'])('of nobody, or asked, nothing is recorded: %s', async (words) => {
    const chat = await startChat({ clients: ['张敏'] });
    if (words !== '没人接') await chat.say('张敏');
    expect(await chat.say(words)).not.toContain('这样记对吗');
  });
});

test('提前一天提醒 without 我 is a reminder the day before', async () => {
  const chat = await startChat({ clients: ['张敏'] });
  await chat.say('提醒我每月5号给张敏打电话');
  expect(await chat.say('提前一天提醒')).toContain('12月4日 周五');
});
