import { describe, expect, test } from 'vitest';
import { LINK_END, LINK_MID, LINK_START, linkItems, replyText, type CardReply, type Reply } from '../../src/bot/reply.js';

const link = (href: string, label: string) => `${LINK_START}${href}${LINK_MID}${label}${LINK_END}`;
const text: Reply = { kind: 'text', text: `1 何伟：该联络 ${link('item:1', '联系')}\n还有3件，回${link('item:13!', '更多')}；打序号看卡片` };
const card: CardReply = {
  kind: 'card',
  form: 'button_interaction',
  name: 'briefing-item',
  source: { word: '今天' },
  title: '何伟',
  rows: [
    { key: '电话', value: '138****5678', href: 'item:0' },
    { key: '上次', value: '—', href: '/c' },
  ],
  buttons: [],
  picks: [],
};

describe('links to items', () => {
  test('lead to pages where there are pages', () => {
    expect(linkItems(text, (n) => `/b/t.${n}`)).toMatchObject({
      text: `1 何伟：该联络 ${link('/b/t.1', '联系')}\n还有3件，回${link('/b/t.13', '更多')}；打序号看卡片`,
    });
    expect(linkItems(card, (n) => `/b/t.${n}`).rows.map((row) => row.href)).toEqual(['/b/t.0', '/c']);
  });

  test('leave no trace where there are none; a word of the sentence stays', () => {
    expect(linkItems(text)).toMatchObject({ text: '1 何伟：该联络\n还有3件，回「更多」；打序号看卡片' });
    expect(replyText(text)).toBe('1 何伟：该联络\n还有3件，回「更多」；打序号看卡片');
    expect(linkItems(card).rows).toEqual([
      { key: '电话', value: '138****5678' },
      { key: '上次', value: '—', href: '/c' },
    ]);
  });
});
