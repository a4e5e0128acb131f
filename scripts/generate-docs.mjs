// Writes the generated pages of docs/ and the generated sections of README.md and the manual.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandTable, commandsPage, errorsPage, fillSections, folderTable, manualTable, settingTable } from './docs.mjs';
import { prepare, root } from './prepare.mjs';

await prepare();
const { commands } = await import('../dist/commands/index.js');
const { usageOf } = await import('../dist/bot/command.js');

const at = (file) => path.join(root, file);
const errors = at('templates/chat/errors');
const templates = Object.fromEntries(
  (existsSync(errors) ? readdirSync(errors).sort() : [])
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => [file.slice(0, -'.hbs'.length), readFileSync(path.join(errors, file), 'utf8')]),
);

mkdirSync(at('docs'), { recursive: true });
writeFileSync(at('docs/commands.md'), commandsPage(commands, usageOf));
writeFileSync(at('docs/errors.md'), errorsPage(templates));
const manual = at('docs/manual.zh-CN.md');
if (existsSync(manual)) writeFileSync(manual, fillSections(readFileSync(manual, 'utf8'), { words: manualTable(commands, usageOf) }));
writeFileSync(
  at('README.md'),
  fillSections(readFileSync(at('README.md'), 'utf8'), {
    commands: commandTable(commands, usageOf),
    settings: settingTable(readFileSync(at('.env.example'), 'utf8')),
    folders: folderTable(JSON.parse(readFileSync(at('tests/conventions/folders.json'), 'utf8')).filter(({ folder }) => existsSync(at(folder)))),
  }),
);
