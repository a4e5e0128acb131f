// npm run new:command -- <name> <Chinese word> <summary>: writes the three files of a command and renews the generated ones.
// What is not given is asked for.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (file) => path.join(root, file);

export function commandFiles(name, alias, summary) {
  return {
    [`src/commands/${name}.ts`]: `import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: '${name}',
  aliases: ['${alias}'],
  group: 'help',
  summary: '${summary}',
  examples: ['${alias}'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  handle: async (turn) => turn.reply('${name}', { name: turn.user.name }),
});
`,
    [`templates/chat/${name}.hbs`]: `text
{{name}}，${summary}
`,
    [`tests/commands/${name}.test.ts`]: `import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('${summary}', async () => {
  const chat = await startChat();
  expect(await chat.say('${alias}')).toContain('${summary}');
});
`,
  };
}

function problemOf(name, alias, summary) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return 'name: lower case words with hyphens, the English noun of the glossary';
  if (!/^[\u4e00-\u9fff]+$/.test(alias)) return 'alias: the Chinese word that names the act';
  if (summary === '' || /['\\\n`]/.test(summary)) return 'summary: one Chinese sentence without quotes';
  if (Object.keys(commandFiles(name, alias, summary)).some((file) => existsSync(at(file)))) return `name: ${name} exists`;
  const taken = readdirSync(at('src/commands')).find((file) =>
    new RegExp(`aliases: \\[[^\\]]*'${alias}'`).test(readFileSync(at(`src/commands/${file}`), 'utf8')),
  );
  return taken ? `alias: ${alias} belongs to ${taken}` : undefined;
}

async function ask(given) {
  const questions = ['Name (English, kebab-case): ', 'Chinese word: ', 'Summary (Chinese): '];
  if (given.length >= questions.length) return [given[0], given[1], given.slice(2).join(' ')];
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answers = [];
  for (const [i, question] of questions.entries()) answers.push(given[i] ?? (await terminal.question(question)).trim());
  terminal.close();
  return answers;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name, alias, summary] = await ask(process.argv.slice(2));
  const problem = problemOf(name, alias, summary);
  if (problem) {
    process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
  for (const [file, text] of Object.entries(commandFiles(name, alias, summary))) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
    process.stderr.write(`wrote ${file}\n`);
  }
  for (const script of ['generate-commands.mjs', 'generate-docs.mjs']) {
    const run = spawnSync(process.execPath, [at(`scripts/${script}`)], { cwd: root, stdio: ['ignore', 2, 2] });
    if (run.status !== 0) process.exit(run.status ?? 1);
  }
  process.stderr.write('renewed src/commands/index.ts, docs/ and README.md\n');
}
