import type { MediaUpload } from '../wecom/channels.js';
import type { Draft } from './frozen.js';

/** SVG to PNG; undefined where it cannot be drawn here. */
export type Draw = (svg: string) => Promise<Uint8Array | undefined>;

/** The upload with its picture drawn; undefined: there is none to show, the words before it stand alone. */
async function drawnUpload<Upload extends MediaUpload>(upload: Upload, draw: Draw | undefined): Promise<Upload | undefined> {
  if (upload.svg === undefined) return upload;
  const bytes = await draw?.(upload.svg);
  if (!bytes) return undefined;
  const { svg: _svg, ...rest } = upload;
  return { ...rest, bytes } as Upload;
}

/** What is to be sent, with its pictures drawn as their turn comes; one that cannot be drawn is left out. */
export async function* drawnDrafts(drafts: readonly Draft[], draw: Draw | undefined): AsyncGenerator<Draft> {
  for (const draft of drafts) {
    if (draft.do !== 'upload') yield draft;
    else {
      const upload = await drawnUpload(draft.upload, draw);
      if (upload) yield { ...draft, upload };
    }
  }
}
