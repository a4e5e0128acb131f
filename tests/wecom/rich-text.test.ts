import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LINK_END, LINK_MID, LINK_START } from '../../src/bot/reply.js';
import { appText, markdownText, urlOf } from '../../src/wecom/rich-text.js';

const BASE = 'https://caiban.bank.example';
const link = (href: string, label: string): string => `${LINK_START}${href}${LINK_MID}${label}${LINK_END}`;

describe('in the app', () => {
  test.each([
    ['words as they are', '查 李秀兰\n资产 186.40万', '查 李秀兰\n资产 186.40万'],
    ['a link', `今天3件 ${link('/b/7Kq2aX.3', '打开')}`, `今天3件 <a href="${BASE}/b/7Kq2aX.3">打开</a>`],
    ['a telephone link', link('tel:13812345678', '拨打'), '<a href="tel:13812345678">拨打</a>'],
    ['a link that may not be', link('javascript:alert(1)', '点我'), '「点我」'],
    ['a link out of its attribute', link('/x" onclick="y', '打开'), `<a href="${BASE}/x%22%20onclick=%22y">打开</a>`],
    ['a client named like a tag', '客户 <a href="http://evil">点</a>', '客户 ＜a href="http://evil">点＜/a>'],
    ['signs that are only signs', '3 < 5，R&D，**x**，A > B', '3 < 5，R&D，**x**，A > B'],
    ['an entity typed by a person', '&lt;a&gt; &#60;', '＆lt;a＆gt; ＆#60;'],
    ['a label like a tag', link('/c', '<b>王</b>'), `<a href="${BASE}/c">＜b>王＜/b></a>`],
    ['half a mark', `a${LINK_START}b${LINK_MID}c`, 'abc'],
  ])('%s', (_name, text, written) => {
    expect(appText(text, BASE, 2048)).toBe(written);
  });

  test('without a public address a path stands in brackets', () => {
    expect(appText(link('/c', '李秀兰'), undefined, 2048)).toBe('「李秀兰」');
  });
});

describe('on the aibot', () => {
  test.each([
    ['a link', `今天3件 ${link('/b/7.3', '打开')}`, `今天3件 [打开](${BASE}/b/7.3)`],
    ['a client named **x**', '客户 **x** `y` [z](http://e)', '客户 \\*\\*x\\*\\* \\`y\\` \\[z\\](http://e)'],
    ['a client named like a tag', '<a>王</a>', '\\<a>王\\</a>'],
    ['a label that would end the link', link('/c', 'a](http://evil)'), `[a\\](http://evil)](${BASE}/c)`],
    ['an address that would end the link', link('/c?x=(1) 2', '看'), `[看](${BASE}/c?x=%281%29%202)`],
    ['masked figures', '138****5678', '138\\*\\*\\*\\*5678'],
    ['what would be a heading, a list, a quote', '# a\n- b\n1. c\n> d\n---\n+ e\n===', '\\# a\n\\- b\n1\\. c\n\\> d\n\\---\n\\+ e\n\\==='],
    ['figures at the start of a line', '-3,200.00元\n1.5万\n2026-11-23', '-3,200.00元\n1.5万\n2026-11-23'],
    ['what would be code', '     x', '   x'],
  ])('%s', (_name, text, written) => {
    expect(markdownText(text, BASE, 20_480).trimEnd()).toBe(written.trimEnd());
  });
});

describe('too long', () => {
  const line = '李秀兰 白金 资产186.40万 11月30日到期';

  test('ends at a whole line, then says so', () => {
    const text = Array.from({ length: 100 }, (_none, i) => `${i + 1} ${line}`).join('\n');
    const cut = appText(text, BASE, 2048);
    const lines = cut.split('\n');
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(2048);
    expect(lines.at(-1)).toBe('…更多');
    expect(lines.slice(0, -1)).toEqual(text.split('\n').slice(0, lines.length - 1));
    expect(Buffer.byteLength(`${cut}\n${text.split('\n')[lines.length - 1]!}`)).toBeGreaterThan(2048);
  });

  test('is measured with its links written out', () => {
    const text = Array.from({ length: 40 }, (_none, i) => link(`/b/${'x'.repeat(20)}.${i}`, '打开')).join('\n');
    expect(Buffer.byteLength(text)).toBeLessThan(2048);
    const cut = appText(text, BASE, 2048);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(2048);
    expect(cut.match(/<a href/g)!.length).toBe(cut.match(/<\/a>/g)!.length);
    expect(cut.endsWith('\n…更多')).toBe(true);
  });

  test('one endless line keeps whole characters and whole links', () => {
    const cut = appText(`${'👨‍👩‍👧'.repeat(100)}${link('/c', '看')}`, BASE, 500);
    expect(cut).toMatch(/^(👨‍👩‍👧)+\n…更多$/u);
    const withLinks = appText(link('/c', '看').repeat(100), BASE, 500);
    expect(withLinks).toMatch(/^(<a href="[^"]*">看<\/a>)+\n…更多$/);
  });

  test('whatever the text, the limit holds and nothing of it becomes a tag', () => {
    const unit = fc.constantFrom(
      '中',
      'a',
      '<a href="x">',
      '*',
      '[',
      '](',
      '&amp;',
      '\n',
      LINK_START,
      LINK_MID,
      LINK_END,
      '/c',
      '👩‍👦',
      '\ud83d',
      '# ',
      ' ',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400 }), fc.integer({ min: 40, max: 600 }), (text, max) => {
        const app = appText(text, BASE, max);
        const markdown = markdownText(text, BASE, max);
        expect(Buffer.byteLength(app)).toBeLessThanOrEqual(max);
        expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(max);
        expect(app + markdown).not.toMatch(/[\uE000-\uE002]/);
        expect(app.replace(/<a href="https:\/\/caiban\.bank\.example\/[^"<>]*">[^<]*<\/a>/g, '')).not.toMatch(/<[a-z/!]/i);
        expect(JSON.stringify(app + markdown)).not.toMatch(/\\ud/);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ['/c', `${BASE}/c`],
  ['//evil.example/x', `${BASE}//evil.example/x`],
  ['https://rm.bank.example/p?a=1&b=2#c', 'https://rm.bank.example/p?a=1&b=2#c'],
  ['/c/王', `${BASE}/c/王`],
  ['tel:+8613800000000', 'tel:+8613800000000'],
  ['javascript:alert(1)', undefined],
  [' JavaScript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['c', undefined],
  ['', undefined],
])('the address of %j is %j', (href, url) => {
  expect(urlOf(href, `${BASE}/`)).toBe(url);
});

describe('links that a number replaces', () => {
  const line = (i: number) => `${i} ${'客户名字很长'.repeat(4)}：答应今天送费率对比 ${link(`/b/${'x'.repeat(25)}.${i}`, '完成')}`;

  test('go before any line does, the last ones first', () => {
    const text = Array.from({ length: 12 }, (_none, i) => line(i + 1)).join('\n');
    const shown = appText(text, BASE, 2048);
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(2048);
    expect(shown.split('\n')).toHaveLength(12);
    expect(shown).not.toContain('更多');
    const linked = shown.split('\n').map((one) => one.includes('<a href'));
    expect(linked[0]).toBe(true);
    expect(linked.at(-1)).toBe(false);
    expect(linked.lastIndexOf(true)).toBeLessThan(linked.indexOf(false));
    expect(shown.split('\n').at(-1)).toMatch(/^12 .*对比$/);
  });

  test('stay where there is room', () => {
    const text = [line(1), line(2)].join('\n');
    expect(appText(text, BASE, 2048).match(/<a href/g)).toHaveLength(2);
  });
});
