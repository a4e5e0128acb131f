import { Download, type ApiRoute } from './api.js';
import { ApiError } from './errors.js';
import { checkMedia, isMediaType } from './media.js';
import { parseMultipart } from './multipart.js';

export const mediaCalls: Record<string, ApiRoute> = {
  'media/upload': {
    post: true,
    form: true,
    run: ({ world, query, raw, contentType }) => {
      const type = query.get('type');
      if (!isMediaType(type)) throw new ApiError(40004);
      const part = parseMultipart(raw, contentType)?.find((candidate) => candidate.name === 'media');
      if (!part) throw new ApiError(41005, 'media data missing');
      if (part.filename === undefined || part.filename === '') throw new ApiError(40058, 'filename is needed');
      checkMedia(type, part.content);
      const media = world.media.add(type, baseName(part.filename), part.content);
      return { errcode: 0, errmsg: '', type, media_id: media.id, created_at: String(Math.floor(media.at / 1_000)) };
    },
  },
  'media/uploadimg': {
    post: true,
    form: true,
    run: ({ world, raw, contentType }) => {
      const part = parseMultipart(raw, contentType)?.find((candidate) => candidate.name === 'media');
      if (!part) throw new ApiError(41005, 'media data missing');
      if (part.content.length > 2 * 1024 * 1024) throw new ApiError(45001);
      checkMedia('image', part.content);
      const media = world.media.add('image', baseName(part.filename ?? 'image.png'), part.content);
      return { errcode: 0, errmsg: 'ok', url: `${world.origin}/_media/${media.id}` };
    },
  },
  'media/get': {
    run: ({ world, query, range }) => {
      const media = world.media.find(query.get('media_id') ?? '');
      const content = media && world.media.content(media.id);
      if (!media || !content) throw new ApiError(40007);
      const headers = {
        'Content-Type': contentTypeOf(media.type, content),
        'Content-Disposition': dispositionOf(media.filename),
        'Accept-Ranges': 'bytes',
      };
      const asked = /^bytes=(\d+)-(\d*)$/.exec(range);
      if (!asked) return new Download(content, headers);
      const from = Number(asked[1]);
      const to = asked[2] === '' ? content.length - 1 : Math.min(Number(asked[2]), content.length - 1);
      if (from > to) return new Download(Buffer.alloc(0), { ...headers, 'Content-Range': `bytes */${content.length}` }, 416);
      return new Download(content.subarray(from, to + 1), { ...headers, 'Content-Range': `bytes ${from}-${to}/${content.length}` }, 206);
    },
  },
};

/** A plain name stands as it is; any other is percent-encoded, in both forms. */
export function dispositionOf(filename: string): string {
  const encoded = encodeURIComponent(filename);
  return /^[\w .\-()]+$/.test(filename) ? `attachment; filename="${filename}"` : `attachment; filename="${encoded}"; filename*=UTF-8''${encoded}`;
}

function baseName(filename: string): string {
  return filename.split(/[\\/]/).at(-1) || 'file';
}

/** By what the bytes are, not by what a name claims. */
export function contentTypeOf(type: string, content: Buffer): string {
  if (type === 'image') return content[0] === 0x89 ? 'image/png' : 'image/jpeg';
  if (type === 'video') return 'video/mp4';
  return type === 'voice' ? 'audio/amr' : 'application/octet-stream';
}
