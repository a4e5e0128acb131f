import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

const FONTS = ['NotoSansSC-Regular.ttf', 'NotoSansSC-Bold.ttf'];

export type Draw = (svg: string) => Promise<Uint8Array | undefined>;

/* One thread draws and packs one picture after another: packing alone takes some 30 ms, too long for the thread that answers. */
const DRAW = `
const { parentPort, workerData } = require('node:worker_threads');
const { Resvg } = require(workerData.library);
const font = { loadSystemFonts: false, fontFiles: workerData.fontFiles, defaultFontFamily: 'Noto Sans SC' };
parentPort.postMessage({ ready: true });
parentPort.on('message', ({ id, svg }) => {
  try {
    parentPort.postMessage({ id, png: new Resvg(svg, { font }).render().asPng() });
  } catch (error) {
    parentPort.postMessage({ id, problem: String((error && error.message) || error) });
  }
});
`;

type Answer = { ready: true } | { id: number; png: Uint8Array } | { id: number; problem: string };
type Waiting = { resolve: (png: Uint8Array) => void; reject: (error: Error) => void };

/** The thread that draws, for as long as it owes pictures. */
class Drawer {
  private readonly worker: Worker;
  private readonly owed = new Map<number, Waiting>();
  private lastId = 0;
  /** Whether the renderer of this machine could be loaded. */
  isReady = false;

  constructor(
    library: string,
    fontFiles: readonly string[],
    private readonly onEnd: (ended: Drawer) => void,
  ) {
    this.worker = new Worker(DRAW, { eval: true, workerData: { library, fontFiles } });
    this.worker.on('message', (answer: Answer) => {
      if ('ready' in answer) this.isReady = true;
      else this.settle(answer);
    });
    this.worker.on('error', (error) => this.end(error));
    this.worker.on('exit', () => this.end(new Error('the thread that draws has ended')));
  }

  draw(svg: string): Promise<Uint8Array> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.owed.set(id, { resolve, reject });
      this.worker.postMessage({ id, svg });
    });
  }

  private settle(answer: Exclude<Answer, { ready: true }>): void {
    const one = this.owed.get(answer.id);
    this.owed.delete(answer.id);
    if ('png' in answer) one?.resolve(answer.png);
    else one?.reject(new Error(answer.problem));
    if (this.owed.size > 0) return;
    this.onEnd(this);
    void this.worker.terminate();
  }

  private end(error: Error): void {
    this.onEnd(this);
    for (const one of this.owed.values()) one.reject(error);
    this.owed.clear();
  }
}

/**
 * Draws SVG as PNG in a thread of its own. A renderer without its font drops every word silently, so without font or without a
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
  let drawer: Drawer | undefined;
  return async (svg) => {
    if (isMissing) return undefined;
    if (!fontFiles.every((file) => existsSync(file))) return missing('the fonts of pictures are not there');
    let library: string;
    try {
      library = createRequire(import.meta.url).resolve('@resvg/resvg-js');
    } catch (error) {
      return missing(wordsOf(error));
    }
    const current = (drawer ??= new Drawer(library, fontFiles, (ended) => {
      if (drawer === ended) drawer = undefined;
    }));
    try {
      return await current.draw(svg);
    } catch (error) {
      if (!current.isReady) return missing(wordsOf(error));
      // This picture's own fault: the next one may be drawn.
      onFault(wordsOf(error));
      return undefined;
    }
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
