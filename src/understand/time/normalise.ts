import { CharacterSet } from '../characters.js';

/**
 * Folds full-width forms and traditional characters that dates are written with. One UTF-16 unit becomes one, so
 * offsets into the folded text are offsets into the original.
 */

const TRADITIONAL =
  '週後點兩個號時鐘鍾禮這過還內間節曆歷農臘閏來歲晩從陽聖誕國慶勞動兒婦萬億塊當陰舊淩幾運聽尋錢貳參陸顧約結業務開會給聯繫親將實後現剛僅總應該個邊錶壹發滿處驚蟄穀種養復復隻為為與畫晝頭續單隨週報續離換擇據數關於數遲齋東穌難贖燈獻猶靈臨衛灑麗體餅設樹蘭豐羅龐無護師憲歸紀權費滅災産產屬遊選領閱詠懺懷闆詩繡膚飛魯歐寶薩載級戰勝門歡嘗瑪維釋爾斎煙術終龍殺譯誦經穫獲諸轉複盧溝橋變銀網絡語馬島館倫華顯聲紅綠鄉';
const SIMPLIFIED =
  '周后点两个号时钟钟礼这过还内间节历历农腊闰来岁晚从阳圣诞国庆劳动儿妇万亿块当阴旧凌几运听寻钱贰叁陆顾约结业务开会给联系亲将实后现刚仅总应该个边表壹发满处惊蛰谷种养复复只为为与画昼头续单随周报续离换择据数关于数迟斋东稣难赎灯献犹灵临卫洒丽体饼设树兰丰罗庞无护师宪归纪权费灭灾产产属游选领阅咏忏怀板诗绣肤飞鲁欧宝萨载级战胜门欢尝玛维释尔斋烟术终龙杀译诵经获获诸转复卢沟桥变银网络语马岛馆伦华显声红绿乡';

const FOLDED = new Uint16Array(65_536);
/** Those that are not folded into themselves. */
const CHANGED = new CharacterSet();
for (let code = 0; code < 65_536; code++) FOLDED[code] = code;
for (let i = 0; i < TRADITIONAL.length; i++) FOLDED[TRADITIONAL.charCodeAt(i)] = SIMPLIFIED.charCodeAt(i);
// ！ to ～ are the printable ASCII, shifted.
for (let code = 0xff01; code <= 0xff5e; code++) FOLDED[code] = code - 0xfee0;
for (const [from, to] of [
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\t', ' '],
  ['○', '〇'],
  ['Ｏ', 'O'],
  ['—', '-'],
  ['–', '-'],
  ['―', '-'],
  ['－', '-'],
  ['−', '-'],
  ['‐', '-'],
  ['‑', '-'],
  ['ー', '-'],
  ['～', '~'],
  ['〜', '~'],
  ['∼', '~'],
  ['·', '.'],
  ['・', '.'],
  ['∶', ':'],
  ['︰', ':'],
  ['，', ','],
  ['（', '('],
  ['）', ')'],
  ['【', '('],
  ['】', ')'],
  ['。', '。'],
] as const) {
  FOLDED[from.charCodeAt(0)] = to.charCodeAt(0);
}

for (let code = 0; code < 65_536; code++) if (FOLDED[code] !== code) CHANGED.add(code);

/** The text with every character folded; the same string when nothing had to be. */
export function foldCharacters(text: string): string {
  // One sentence is asked about several times in a row: for its times, its amounts, and once more for a lean.
  if (text === lastText) return lastFolded;
  lastFolded = nameJanuary(foldEach(text));
  lastText = text;
  return lastFolded;
}

let lastText = '';
let lastFolded = '';

/** 元月 is January, but 5元月费 and 万元月供 are prices. */
function nameJanuary(text: string): string {
  return text.includes('元月')
    ? text.replace(/(?<![0-9万千百十亿几多美日欧港一二两三四五六七八九公纪状单])元月(?![饼供费租薪薪票均嫂])/g, '一月')
    : text;
}

function foldEach(text: string): string {
  let first = 0;
  while (first < text.length) {
    if (CHANGED.has(text.charCodeAt(first))) break;
    first++;
  }
  if (first === text.length) return text;
  const pieces: string[] = [text.slice(0, first)];
  // Chunked, because fromCharCode takes its characters as arguments.
  for (let at = first; at < text.length; at += 4096) {
    const end = Math.min(at + 4096, text.length);
    const codes = new Uint16Array(end - at);
    for (let i = at; i < end; i++) codes[i - at] = FOLDED[text.charCodeAt(i)] as number;
    pieces.push(String.fromCharCode(...codes));
  }
  return pieces.join('');
}
