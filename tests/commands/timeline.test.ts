import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('shows contacts newest first and turns the page', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  for (let i = 1; i <= 8; i++) {
    await chat.hear(`记 李秀兰 电话 第${['一', '二', '三', '四', '五', '六', '七', '八'][i - 1]}通`);
    chat.later(60_000);
  }
  const first = await chat.hear('历史 李秀兰');
  expect(first.replies[0]?.text).toContain('联络8次');
  expect(first.replies[0]?.card?.rows).toHaveLength(6);
  expect(first.replies[0]?.card?.rows[0]?.value).toContain('第八通');
  const second = await chat.press('更早的');
  expect(second.replies[0]?.card?.rows.map((r) => r.value)).toEqual([expect.stringContaining('第二通'), expect.stringContaining('第一通')]);
});

test('a restricted note is counted, not shown, to whom it is not meant for', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 说住院了');
  await chat.db.run(`UPDATE ContactRecord SET confidentiality = 'private'`);
  const shown = await chat.say('历史 李秀兰', 'zhoumin');
  expect(shown).toContain('其中1条不对您显示');
  expect(shown).not.toContain('住院');
  expect(await chat.say('历史 李秀兰')).toContain('住院');
});
