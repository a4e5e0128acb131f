import { z } from 'zod';
import type { AppSender } from './channels.js';
import type { WecomClient } from './client.js';
import { uploadMedia } from './media.js';

/** Receivers come as `a|b`; the update call's sample has an array. */
const receiversSchema = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((value) => (typeof value === 'string' ? value.split('|') : (value ?? [])).filter((id) => id !== ''));

const sentSchema = z.object({
  errcode: z.literal(0),
  msgid: z.string().optional(),
  response_code: z.string().optional(),
  invaliduser: receiversSchema,
  unlicenseduser: receiversSchema,
});

const updatedSchema = z.object({ errcode: z.literal(0), invaliduser: receiversSchema });
const doneSchema = z.object({ errcode: z.literal(0) });

/** What delivery/ calls on the app channel. Source: developer.work.weixin.qq.com/document/path/90236, 94888, 94867. */
export function createAppSender(client: WecomClient): AppSender {
  return {
    async sendApp(frozenRequestJson) {
      const sent = await client.post('message/send', frozenRequestJson, sentSchema);
      return {
        ...(sent.msgid ? { msgid: sent.msgid } : {}),
        ...(sent.response_code ? { responseCode: sent.response_code } : {}),
        invalid: [...sent.invaliduser, ...sent.unlicenseduser],
      };
    },
    async updateCard(frozenRequestJson) {
      const updated = await client.post('message/update_template_card', frozenRequestJson, updatedSchema);
      return { invalid: updated.invaliduser };
    },
    async recall(msgid) {
      await client.post('message/recall', { msgid }, doneSchema);
    },
    upload: (media) => uploadMedia(client, media),
  };
}
