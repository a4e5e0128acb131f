import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseXml, readFlat, XmlError } from '../../src/wecom/xml.js';
import { SAMPLES } from './samples.js';

test.each([
  [
    'numbers stay text',
    '<xml><MsgId>7412345678901234567</MsgId><AgentID>0000218</AgentID></xml>',
    { MsgId: '7412345678901234567', AgentID: '0000218' },
  ],
  ['CDATA is taken as it is', '<xml><A><![CDATA[a &amp; <b> ]] ]]></A></xml>', { A: 'a &amp; <b> ]] ' }],
  ['spaces in a value are kept', '<xml><A> x </A><B><![CDATA[ y ]]></B></xml>', { A: ' x ', B: ' y ' }],
  ['the five entities, nothing else', '<xml><A>&lt;&gt;&amp;&quot;&apos;&#20013;&nbsp;&amp;lt;</A></xml>', { A: '<>&"\'&#20013;&nbsp;&lt;' }],
  ['empty elements', '<xml><A></A><B><![CDATA[]]></B><C/></xml>', { A: '', B: '', C: '' }],
  ['a declaration before', '<?xml version="1.0" encoding="UTF-8"?>\n<xml><A>1</A></xml>\n', { A: '1' }],
  ['a byte order mark before', '\uFEFF<xml><A>1</A></xml>', { A: '1' }],
  ['CDATA in pieces', '<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>', { A: 'a]]>b' }],
  ['text and CDATA in their order', '<xml><A>1<![CDATA[2]]>3</A></xml>', { A: '123' }],
  ['nested and repeated', '<xml><L><I>1</I></L><L><I>2</I><I>3</I></L></xml>', { L: [{ I: '1' }, { I: ['2', '3'] }] }],
  ['attributes are left out', '<xml><A b="1">x</A></xml>', { A: 'x' }],
  ['comments are left out', '<xml><!-- x --><A>1</A></xml>', { A: '1' }],
  ['words of XML typed by a person', '<xml><A><![CDATA[<!DOCTYPE html><!ENTITY x "y">&x;]]></A></xml>', { A: '<!DOCTYPE html><!ENTITY x "y">&x;' }],
  ['nothing inside', '<xml></xml>', {}],
])('%s', (_name, xml, expected) => {
  expect(parseXml(xml)).toEqual(expected);
});

test.each([
  ['empty', ''],
  ['plain words', 'hello'],
  ['json', '{"encrypt":"x"}'],
  ['another root', '<html><A>1</A></html>'],
  ['two roots', '<xml></xml><xml></xml>'],
  ['cut short', '<xml><A>1</A'],
  ['cut inside CDATA', '<xml><A><![CDATA[abc'],
  ['wrong end tag', '<xml><A>1</B></xml>'],
  ['crossed tags', '<xml><A><B>1</A></B></xml>'],
  ['a bare ampersand', '<xml><A>a & b</A></xml>'],
  ['a doctype', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>'],
  ['a doctype in lower case', '<!doctype xml><xml><A>1</A></xml>'],
  ['an external entity', '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>'],
  ['deep nesting', `<xml>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</xml>`],
])('refuses: %s', (_name, xml) => {
  expect(() => parseXml(xml)).toThrow(XmlError);
});

test('names that reach a prototype do nothing', () => {
  for (const name of ['__proto__', 'constructor', 'prototype'])
    expect(() => parseXml(`<xml><${name}><polluted>1</polluted></${name}><A>1</A></xml>`), name).toThrow(XmlError);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('both roads read the same', () => {
  const value = fc.string({ unit: fc.constantFrom('a', '中', '&quot;', '&lt;', '&amp;', ' ', '\n', '>', ']', '😀') });
  const fields = fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/), fc.tuple(fc.boolean(), value), { minKeys: 1, maxKeys: 6 });
  fc.assert(
    fc.property(fields, (entries) => {
      const inner = Object.entries(entries)
        .map(([name, [cdata, text]]) => `<${name}>${cdata ? `<![CDATA[${text.replaceAll(']]>', '')}]]>` : text.replaceAll(']]>', '')}</${name}>`)
        .join('');
      const flat = readFlat(`<xml>${inner}</xml>`);
      expect(Object.keys(flat ?? {})).toEqual(Object.keys(entries));
      expect(parseXml(`<xml><!-- not flat -->${inner}</xml>`)).toEqual(flat);
    }),
  );
});

test('the usual samples take the flat road', () => {
  expect(readFlat(SAMPLES.text)).toMatchObject({ MsgId: '7412345678901234567' });
  expect(readFlat(SAMPLES.template_card_menu_event)).toMatchObject({ EventKey: 'snooze' });
  expect(readFlat(SAMPLES.template_card_event)).toBeUndefined();
});
