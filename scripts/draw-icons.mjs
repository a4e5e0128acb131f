// Draws templates/page/icon/*.png from the glyphs below with a browser: node scripts/draw-icons.mjs
// Run again after a change; the pictures are committed, the service only serves them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const SIZE = 72;
/** White strokes on a 24 × 24 grid. */
const GLYPHS = {
  bubble: '<path d="M4 5h16v11H10l-4 4v-4H4z"/><path d="M8 9h8M8 12.5h5"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 20c1-4.5 4-6.5 8-6.5s7 2 8 6.5"/>',
  pen: '<path d="M4 20l1-4L16 5l3 3L8 19z"/><path d="M14 7l3 3"/>',
  question: '<path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1.2.7-1.5 1.3-1.5 2.6"/><path d="M12 18.2v.3"/>',
  tick: '<path d="M5 12.5l4.5 4.5L19 7"/>',
  bell: '<path d="M6 17c1.5-1.5 1.5-3 1.5-6a4.5 4.5 0 0 1 9 0c0 3 0 4.500 1.500 6z"/><path d="M10.500 19.500h3"/>',
  sun: '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600l1.400 1.400M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400"/>',
  scales: '<path d="M12 4v15M8 20h8M5 7h14"/><path d="M5 7l-2.500 6h5zM19 7l-2.500 6h5z"/>',
  clock: '<circle cx="12" cy="12" r="8"/><path d="M12 7v5l3.500 2"/>',
  pin: '<path d="M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11z"/><circle cx="12" cy="10" r="2"/>',
  'arrow-loop': '<path d="M5 12a7 7 0 0 1 12-5l2 2"/><path d="M19 4v5h-5"/><path d="M19 12a7 7 0 0 1-12 5l-2-2"/><path d="M5 20v-5h5"/>',
  'two-heads':
    '<circle cx="8.500" cy="9" r="3"/><path d="M3 19c.5-3.500 2.500-5 5.500-5s5 1.500 5.500 5"/><circle cx="16" cy="8" r="2.500"/><path d="M15 12.700c3.300-.4 5.500 1.300 6 4.300"/>',
  'three-heads':
    '<circle cx="12" cy="8" r="3"/><path d="M7 19c.4-3.500 2.200-5 5-5s4.600 1.500 5 5"/><circle cx="5" cy="10" r="2"/><circle cx="19" cy="10" r="2"/><path d="M2 17c.2-2 1-3 2.500-3.300M22 17c-.2-2-1-3-2.500-3.300"/>',
  flower:
    '<circle cx="12" cy="9" r="2"/><path d="M12 7a3 3 0 1 1 2 2 3 3 0 1 1-2 2 3 3 0 1 1-2-2 3 3 0 1 1 2-2z"/><path d="M12 13v8M12 18c-3 0-4-1.500-4.500-3"/>',
  calendar: '<rect x="4" y="6" width="16" height="14" rx="1.500"/><path d="M4 10.500h16M8.500 3.500v4M15.500 3.500v4M9 15h6"/>',
  'open-hand':
    '<path d="M4 14l4-2c2 0 3 1 5 1h3c1.300 0 1.300 2 0 2h-4"/><path d="M4 19l3 1h7l6.500-5c-.8-1.500-2-1.200-3 -.5L16 16"/><path d="M12 9V4M9.500 6.500L12 4l2.500 2.500"/>',
  'three-bars': '<path d="M5 6h14M5 12h10M5 18h6"/>',
  columns: '<path d="M6 19v-7M12 19V5M18 19v-10"/>',
  shield: '<path d="M12 3l7 2.500v5.500c0 4.500-3 7.500-7 9.500-4-2-7-5-7-9.500V5.500z"/><path d="M9 12l2.200 2.200L15 10"/>',
  balance: '<path d="M12 4v15M8 20h8M5 7h14"/><path d="M5 7l-2.500 6h5zM19 7l-2.500 6h5z"/>',
};

const source = readFileSync('src/wecom/icons.ts', 'utf8');
const colours = Object.fromEntries([...source.matchAll(/^const ([A-Z]+) = '(#[0-9A-F]{6})'/gm)].map((m) => [m[1], m[2]]));
const icons = [...source.matchAll(/\{ name: '([\w-]+)', colour: ('#[0-9A-F]{6}'|[A-Z]+), glyph: '([\w-]+)' \}/g)].map((m) => ({
  name: m[1],
  colour: m[2].startsWith("'") ? m[2].slice(1, -1) : colours[m[2]],
  glyph: m[3],
}));

const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
mkdirSync('templates/page/icon', { recursive: true });
for (const { name, colour, glyph } of icons) {
  if (!GLYPHS[glyph]) throw new Error(`no glyph ${glyph}`);
  await page.setContent(
    `<style>body{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="${colour}"/><g transform="translate(4.2 4.2) scale(.65)" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${GLYPHS[glyph]}</g></svg>`,
  );
  writeFileSync(`templates/page/icon/${name}.png`, await page.screenshot({ omitBackground: true }));
}
await page.setViewportSize({ width: 80 * 7, height: 80 * 3 });
await browser.close();
console.error(`${icons.length} icons drawn`);
