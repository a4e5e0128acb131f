// Makes templates/page/font/: the characters that pictures use (characters.txt), cut out of Noto Sans SC. For a developer who adds
// a character: `npm install --no-save subset-font @expo-google-fonts/noto-sans-sc`, then `node scripts/subset-font.mjs`.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'templates', 'page', 'font');
const packages = createRequire(path.join(process.env.FONT_PACKAGES ?? root, 'package.json'));
const { default: subsetFont } = await import(pathToFileURL(packages.resolve('subset-font')).href);
const source = path.dirname(packages.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const characters = readFileSync(path.join(folder, 'characters.txt'), 'utf8').replace(/\s/g, '') + ' ';

for (const [weight, name] of [
  ['400Regular', 'Regular'],
  ['700Bold', 'Bold'],
]) {
  const whole = readFileSync(path.join(source, weight, `NotoSansSC_${weight}.ttf`));
  writeFileSync(path.join(folder, `NotoSansSC-${name}.ttf`), await subsetFont(whole, characters, { targetFormat: 'truetype' }));
}
copyFileSync(path.join(source, 'LICENSE_FONT'), path.join(folder, 'OFL.txt'));
