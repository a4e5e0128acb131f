import type { MediaUpload } from '../wecom/channels.js';

/** One call to the platform, as bytes or as plain values, the same at every attempt. */
export type Step =
  | { do: 'send'; json: string }
  | { do: 'update'; json: string }
  /** aibot: `streamId` where it can answer a message as a stream. */
  | { do: 'markdown'; content: string; streamId?: string }
  | { do: 'card'; card: { card_type: string; task_id?: string } & Record<string, unknown>; text: string }
  | { do: 'media'; media: MediaUpload['media']; mediaId: string }
  | { do: 'card-update'; card: { card_type: string; task_id?: string } & Record<string, unknown> };

/** What must be uploaded before the step that shows it can be written down. */
export type Draft = Step | { do: 'upload'; upload: MediaUpload & { media: 'image' | 'file' } };

/** A row's request, written before the first attempt (column `request`). */
export interface Frozen {
  /** Of the first attempt, epoch ms: WeCom's memory for equal requests is counted from here. */
  at: number;
  steps: Step[];
  /** How many steps are certainly done. */
  done: number;
  /**
   * The step at `done` may have been shown already. Stands at true while a sender has the row, so that a crash leaves it true;
   * a sender that knows better writes false.
   */
  unsure: boolean;
  /** What kept two equal messages to one person apart on the app. */
  offset?: number;
  /** aibot: the answer's window is closed, the rest goes as a push. */
  push?: boolean;
  /** A media id was refused once and uploaded again. */
  uploadedAgain?: boolean;
}

export const frozenText = (frozen: Frozen): string => JSON.stringify(frozen);
export const frozenOf = (text: string): Frozen => JSON.parse(text) as Frozen;

/** What became of one attempt on a row. */
export type Attempt =
  | { end: 'sent'; msgid?: string; responseCode?: string; note?: string }
  | { end: 'again'; pauseMs: number; error: string }
  /** The platform certainly did not take it; this is what to try instead, at once. */
  | { end: 'instead'; drafts: Draft[]; error: string }
  | { end: 'upload-again'; error: string }
  /** `quiet`: nobody loses anything, so nobody is told. `overApp`: one try on the other channel. */
  | { end: 'dead' | 'unknown'; error: string; quiet?: boolean; overApp?: boolean };
