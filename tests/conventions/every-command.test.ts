import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandIndex, commandNames, jobIndex } from '../../scripts/generate-commands.mjs';
import { commandTable, commandsPage, errorsPage, fillSections, folderTable, manualTable, settingTable } from '../../scripts/docs.mjs';
import { intentOf, usageOf, type Command } from '../../src/bot/command.js';
import { commands } from '../../src/commands/index.js';
import { projectRoot } from '../../src/config.js';
import { createCalendar } from '../../src/domain/calendar/index.js';
import { nameLetters } from '../../src/store/pinyin.js';
import { LATER_INTENTS, buildClientIndex, compileIntents, understand } from '../../src/understand/index.js';

const at = (file: string) => path.join(projectRoot, file);
const textOf = (file: string) => readFileSync(at(file), 'utf8');

/** Everybody the examples speak of. */
const PEOPLE = [
  { name: '李秀兰', honorific: '李阿姨', mobile: '13800005678' },
  { name: '王建国', honorific: '王总', mobile: '13800002001' },
  { name: '张国强', honorific: '老张', mobile: '13800002002' },
  { name: '张三', mobile: '13800002003' },
  { name: '赵敏', mobile: '13800002004' },
];
const context = {
  now: new Date('2026-11-23T08:39:00+08:00'),
  calendar: createCalendar(),
  intents: compileIntents([...commands.map(intentOf), ...LATER_INTENTS]),
  clients: buildClientIndex(
    PEOPLE.map((person, i) => ({
      ...person,
      id: String(i + 1),
      clientNo: `C${1000 + i}`,
      mobileTail: person.mobile.slice(-4),
      ...nameLetters(person.name),
    })),
  ),
  staff: ['何婧'],
};

describe.each(commands.map((command) => [command.name, command] as const))('%s', (name, command: Command) => {
  test('name = file, template and test', () => {
    expect(commandNames()).toContain(name);
    for (const file of [`src/commands/${name}.ts`, `templates/chat/${name}.hbs`, `tests/commands/${name}.test.ts`])
      expect(existsSync(at(file)), file).toBe(true);
  });

  test('is described: words, summary, roles, arguments', () => {
    expect(command.aliases.length).toBeGreaterThan(0);
    expect(command.aliases[0]).toMatch(/^[\u4e00-\u9fff]+$/);
    expect(command.summary).toMatch(/[\u4e00-\u9fff]/);
    expect(command.summary).not.toMatch(/[。！!]$/);
    expect(command.roles.length).toBeGreaterThan(0);
    const args = command.args as unknown as { shape: Record<string, { description?: string }> };
    for (const [key, arg] of Object.entries(args.shape)) expect(arg.description, `${name}.${key}`).toMatch(/[\u4e00-\u9fff]/);
    for (const slot of command.slots) expect(Object.keys(args.shape), `slot ${slot.name}`).toContain(slot.name);
  });

  test('every example is understood as this command, with what it needs', () => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) {
      const frame = understand(example, context);
      expect(frame.intent, example).toBe(name);
      expect(frame.missing, example).toEqual([]);
    }
  });

  test('its usage names every argument in Chinese', () => {
    expect(usageOf(command)).not.toMatch(/[<[][A-Za-z]/);
  });
});

describe('all commands together', () => {
  const repeated = (words: string[]) => words.filter((word, i) => words.indexOf(word) !== i);

  test('no word, name or tap belongs to two', () => {
    expect(repeated(commands.flatMap((command) => command.aliases))).toEqual([]);
    expect(repeated(commands.map((command) => command.name))).toEqual([]);
    expect(repeated(commands.flatMap((command) => Object.keys(command.taps ?? {})))).toEqual([]);
    expect(repeated(commands.flatMap((command) => Object.keys(command.answers ?? {})))).toEqual([]);
  });

  test('every reason a person may read has its words', () => {
    const thrown = codesThrown();
    const worded = readdirSync(at('templates/chat/errors')).map((file) => file.replace(/\.hbs$/, ''));
    expect(thrown.filter((code) => !worded.includes(code))).toEqual([]);
  });
});

function codesThrown(): string[] {
  const files = readdirSync(at('src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.startsWith('generated'));
  const codes = files.flatMap((file) => [...textOf(`src/${file}`).matchAll(/new UserError\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''));
  return [...new Set(codes)].sort();
}

describe('generated files are fresh (npm run generate)', () => {
  test('src/commands/index.ts and src/jobs/index.ts', () => {
    expect(textOf('src/commands/index.ts')).toBe(commandIndex());
    expect(textOf('src/jobs/index.ts')).toBe(jobIndex());
  });

  test('docs/commands.md', () => {
    expect(textOf('docs/commands.md')).toBe(commandsPage(commands, usageOf));
  });

  test('docs/errors.md', () => {
    const files = readdirSync(at('templates/chat/errors')).sort();
    expect(textOf('docs/errors.md')).toBe(
      errorsPage(Object.fromEntries(files.map((file) => [file.replace(/\.hbs$/, ''), textOf(`templates/chat/errors/${file}`)]))),
    );
  });

  test('docs/manual.zh-CN.md', () => {
    const manual = textOf('docs/manual.zh-CN.md');
    expect(fillSections(manual, { words: manualTable(commands, usageOf) })).toBe(manual);
    for (const [, picture] of manual.matchAll(/\]\((pictures\/[^)]+)\)/g)) expect(existsSync(at(`docs/${picture}`)), picture).toBe(true);
  });
  test('README.md', () => {
    const readme = textOf('README.md');
    const folders = (JSON.parse(textOf('tests/conventions/folders.json')) as Parameters<typeof folderTable>[0]).filter(({ folder }) =>
      existsSync(at(folder)),
    );
    const sections = { commands: commandTable(commands, usageOf), settings: settingTable(textOf('.env.example')), folders: folderTable(folders) };
    expect(readme).toBe(fillSections(readme, sections));
  });
});

describe('templates', () => {
  test('every chat template compiles, and a missing field is an error', async () => {
    const { createChatRenderer } = await import('../../src/render/chat.js');
    const render = createChatRenderer(at('templates/chat'));
    expect(() => render('whoami', {}, context.now)).toThrow();
  });

  test('words are quiet: no exclamation marks, no emoji', () => {
    const files = readdirSync(at('templates'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
    const loud = /！|[\u{1F300}-\u{1FAFF}\u2600-\u2712\u2714-\u27BF]/u; // ✓ marks what is done
    expect(files.filter((file) => loud.test(textOf(`templates/${file}`)))).toEqual([]);
  });
});
