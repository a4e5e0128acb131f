import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.js';

interface Folder {
  folder: string;
  /** Below src/, without endings: a folder, or one file; `*` = everything. Absent: holds no code. */
  may?: string[];
  /** May be imported as types only. */
  types?: string[];
}
interface Import {
  /** Below src/, without ending. */
  target: string;
  line: number;
  isType: boolean;
}

const folders = JSON.parse(readFileSync(path.join(projectRoot, 'tests/conventions/folders.json'), 'utf8')) as Folder[];
const src = path.join(projectRoot, 'src');

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
  .map((file) => file.split(path.sep).join('/'))
  .sort();

/** Every import of our own files: static, re-exported and dynamic. */
function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isType: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    const target = path.posix.join(path.posix.dirname(file), specifier.text).replace(/\.(js|json)$/, '');
    found.push({ target, isType, line: source.getLineAndCharacterOfPosition(specifier.getStart()).line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const named = node.importClause?.namedBindings;
      const onlyTypes = named !== undefined && ts.isNamedImports(named) && !node.importClause?.name && named.elements.every((one) => one.isTypeOnly);
      add(node.moduleSpecifier, node.importClause?.isTypeOnly === true || onlyTypes);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const folderOf = (file: string): Folder | undefined =>
  folders.find(({ folder }) => (folder.endsWith('/') ? `src/${file}`.startsWith(folder) : folder === `src/${file}`));

const covers = (allowed: readonly string[], target: string): boolean =>
  allowed.some((one) => one === '*' || target === one || target.startsWith(`${one}/`));

function isAllowed({ may = [], types = [] }: Folder, { target, isType }: Import): boolean {
  return covers(may, target) || (isType && covers(types, target));
}

describe('the table of folders', () => {
  test('knows every file in src/', () => {
    expect(files.filter((file) => folderOf(file) === undefined)).toEqual([]);
  });

  test('allows every import', () => {
    const broken = files.flatMap((file) => {
      const folder = folderOf(file);
      if (!folder) return [];
      return importsOf(file, readFileSync(path.join(src, file), 'utf8'))
        .filter((one) => !isAllowed(folder, one))
        .map(({ target, line, isType }) => `src/${file}:${line} imports ${target}${isType ? ' (type)' : ''}`);
    });
    expect(broken).toEqual([]);
  });

  test('tells a forbidden import from an allowed one', () => {
    const judge = (file: string, text: string) => importsOf(file, text).map((one) => isAllowed(folderOf(file) as Folder, one));
    expect(judge('domain/x.ts', `import { a } from './money.js'; import { b } from '../errors.js';`)).toEqual([true, false]);
    expect(judge('bot/x.ts', `import type { A } from '../store/index.js'; import { type B } from '../store/index.js';`)).toEqual([true, true]);
    expect(judge('bot/x.ts', `import { openStore, type B } from '../store/index.js'; export * from '../store/index.js';`)).toEqual([false, false]);
    expect(judge('emulator/x.ts', `const a = await import('../wecom/xml.js'); type B = import('../errors.js').UserError;`)).toEqual([false, false]);
  });
});

describe('things with one place', () => {
  const textOf = (file: string) => readFileSync(path.join(src, file), 'utf8');

  test('config.ts alone reads the environment', () => {
    expect(files.filter((file) => file !== 'config.ts' && /process\.env\b|process\[['"]env/.test(textOf(file)))).toEqual([]);
  });

  test('Prisma is known to store/db only', () => {
    const users = files.filter((file) =>
      /from '(@prisma|\.\.?\/[^']*generated\/[^']*client\.js')/.test(textOf(file).replace(/^import type .*$/gm, '')),
    );
    expect(users.filter((file) => !file.startsWith('store/db/'))).toEqual([]);
  });

  test('nothing silences the compiler, and nothing is left to do later', () => {
    const mark = new RegExp(['@ts-' + 'ignore', '@ts-' + 'nocheck', '@ts-' + 'expect-error', '\\bTO' + 'DO\\b', '\\bFIX' + 'ME\\b'].join('|'));
    const all = [...files.map((file) => `src/${file}`), ...testFiles()];
    expect(all.filter((file) => mark.test(readFileSync(path.join(projectRoot, file), 'utf8')))).toEqual([]);
  });

  test('no test is switched off', () => {
    const mark = new RegExp(`\\b(test|it|describe)\\.(sk${'ip'}|on${'ly'}|to${'do'})\\b`);
    expect(testFiles().filter((file) => mark.test(readFileSync(path.join(projectRoot, file), 'utf8')))).toEqual([]);
  });
});

function testFiles(): string[] {
  return readdirSync(path.join(projectRoot, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `tests/${file.split(path.sep).join('/')}`);
}
