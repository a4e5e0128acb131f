import { existsSync } from 'node:fs';
import path from 'node:path';

/** The renderer reads its fonts anew for every picture: more at once would only take memory. */
const AT_ONCE = 2;
const FONTS = ['NotoSansSC-Regular.ttf', 'NotoSansSC-Bold.ttf'];

export type Draw = (svg: string) => Promise<Uint8Array | undefined>;

/**
 * Draws SVG as PNG, beside the event loop. A renderer without its font drops every word silently, so without font or without a
 * renderer for this machine nothing is drawn, and words stand alone: `onMissing` hears why, once. A picture that cannot be drawn costs
 * only itself, and `onFault` hears of it.
 */
export function createDraw(fontDir: string, onMissing: (why: string) => void, onFault: (why: string) => void = onMissing): Draw {
  const fontFiles = FONTS.map((name) => path.join(fontDir, name));
  let isMissing = false;
  const missing = (why: string): undefined => {
    if (!isMissing) onMissing(why);
    isMissing = true;
    return undefined;
  };
  const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async (svg) => {
    if (isMissing) return undefined;
    if (!fontFiles.every((file) => existsSync(file))) return missing('the fonts of pictures are not there');
    const renderer = await import('@resvg/resvg-js').catch((error: unknown) => missing(wordsOf(error)));
    if (!renderer) return undefined;
    // Whoever ends hands its place on.
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy++;
    try {
      const drawn = await renderer.renderAsync(svg, { font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans SC' } });
      return drawn.asPng();
    } catch (error) {
      // This picture's own fault: the next one may be drawn.
      onFault(wordsOf(error));
      return undefined;
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy--;
    }
  };
}
