import type { MediaUpload } from '../wecom/channels.js';

/** SVG to PNG; undefined where it cannot be drawn here. */
export type Draw = (svg: string) => Promise<Uint8Array | undefined>;

/** The upload with its picture drawn; undefined: there is none to show, the words before it stand alone. */
export async function drawnUpload<Upload extends MediaUpload>(upload: Upload, draw: Draw | undefined): Promise<Upload | undefined> {
  if (upload.svg === undefined) return upload;
  const bytes = await draw?.(upload.svg);
  if (!bytes) return undefined;
  const { svg: _svg, ...rest } = upload;
  return { ...rest, bytes } as Upload;
}
