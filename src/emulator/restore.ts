import { peopleFrom } from './directory.js';
import type { Media } from './media.js';
import type { Conversation, StoredMessage } from './phones.js';
import type { SentMessage } from './sent.js';
import { objectOf, textOf } from './shape.js';
import type { AgentState, CallbackConfig, World } from './world.js';

/** Puts back what the journal kept, in the order it happened. */
export function restoreWorld(world: World): void {
  for (const { kind, value } of world.journal.entries) {
    switch (kind) {
      case 'people':
        world.directory.replace(peopleFrom(value), false);
        break;
      case 'message':
        world.phones.restore(value as StoredMessage);
        break;
      case 'sent':
        world.sent.restoreMessage(value as SentMessage);
        break;
      case 'duplicate':
        world.sent.restoreDuplicate(value as Parameters<typeof world.sent.restoreDuplicate>[0]);
        break;
      case 'code':
        world.codes.restore(value as Parameters<typeof world.codes.restore>[0]);
        break;
      case 'media':
        world.media.restore(value as Media);
        break;
      case 'agent':
        Object.assign(world.agent, value as AgentState);
        break;
      case 'callback':
        world.callback.restore(value as CallbackConfig);
        break;
      case 'talked':
        world.aibot.restoreTalked(value as Conversation);
        break;
      case 'entered':
        world.aibot.restoreEntered(textOf(objectOf(value)['userid']), textOf(objectOf(value)['day']));
        break;
      case 'bot-task':
        world.aibot.commands.restoreTask(textOf(value));
        break;
      case 'cleared':
        world.phones.clear();
        break;
    }
  }
}
