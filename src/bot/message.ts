/** What every channel hands over and takes back: plain objects, no transport in them. */

export type Channel = 'app' | 'aibot' | 'cli';

/** Where an answer goes. Stored with the message; only delivery/ looks inside. */
export interface ReplyTo {
  channel: Channel;
  /** The member, as the channel names him. */
  userId: string;
  /** Group chat id (aibot only). Absent = the private chat. */
  chatId?: string;
  /** aibot: the callback's req_id, for stream replies within 24 h and updates within 5 s. */
  reqId?: string;
  /** aibot: which kind of callback it was, as WeCom accepts different answers for each. */
  reqKind?: 'message' | 'enter' | 'tap';
  /** app: one-time code of a tapped card (72 h). */
  responseCode?: string;
  /** The tapped card's task id and type; an update must repeat the id on the aibot. */
  taskId?: string;
  cardType?: string;
}

export type MessageContent =
  | { kind: 'text'; text: string }
  /** A card button, submit or menu item. `selected`: question key -> option ids. */
  | { kind: 'tap'; key: string; taskId: string; cardType: string; selected: Record<string, string[]> }
  /** The member opened the chat (enter_agent, enter_chat). */
  | { kind: 'enter' }
  /** image, voice, video, file, mixed. `text` where the platform transcribed or mixed text in. */
  | {
      kind: 'media';
      media: 'image' | 'voice' | 'video' | 'file' | 'mixed';
      mediaId?: string;
      url?: string;
      aesKey?: string;
      fileName?: string;
      text?: string;
    }
  | { kind: 'location'; latitude: number; longitude: number; label: string }
  | { kind: 'link'; title: string; description: string; url: string }
  /** Everything else the platform sends, known or not: name and its fields, kept as they came. */
  | { kind: 'event'; name: string; fields: Record<string, unknown> };

export interface IncomingMessage {
  /** Unique per message: sha256 of the decrypted XML (app), msgid (aibot), made by the command line (cli). */
  dedupeKey: string;
  channel: Channel;
  /** WeCom userid of the sender; 'sys' for system events. */
  from: string;
  place: 'private' | 'group';
  /** When it was sent, by the platform's word (CreateTime); absent when the platform did not say. */
  sentAt?: Date;
  content: MessageContent;
  /** Text of an earlier message this one quotes (aibot only). */
  quoted?: string;
  replyTo: ReplyTo;
}
