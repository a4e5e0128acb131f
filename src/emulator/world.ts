import type { AibotServer } from './aibot/server.js';
import type { CallbackSender } from './callback.js';
import type { EmulatorClock } from './clock.js';
import type { Codes } from './codes.js';
import type { Directory } from './directory.js';
import type { Faults } from './faults.js';
import type { Journal } from './journal.js';
import type { MediaStore } from './media.js';
import type { Phones } from './phones.js';
import type { Sent } from './sent.js';
import type { Settings } from './settings.js';
import type { Tokens } from './tokens.js';
import type { Windows } from './windows.js';
import type { Wire } from './wire.js';

/** Who the emulated corp, app and bot are. */
export type Identity = {
  corpId: string;
  agentId: number;
  secret: string;
  callbackToken: string;
  callbackAesKey: string;
  botId: string;
  botSecret: string;
  botName: string;
};

/** The callback address of the app, once it has passed WeCom's check. */
export type CallbackConfig = { url: string; token: string; aesKey: string };

/** Everything the parts of the emulator share. */
export type World = {
  identity: Identity;
  settings: Settings;
  clock: EmulatorClock;
  journal: Journal;
  directory: Directory;
  phones: Phones;
  wire: Wire;
  faults: Faults;
  windows: Windows;
  tokens: Tokens;
  media: MediaStore;
  codes: Codes;
  sent: Sent;
  callback: CallbackSender;
  aibot: AibotServer;
  agent: AgentState;
  /** `http://127.0.0.1:<port>`, known once it listens. */
  origin: string;
};

/** What `agent/set` and `menu/create` changed. */
export type AgentState = {
  name: string;
  description: string;
  redirectDomain: string;
  homeUrl: string;
  reportEnter: 0 | 1;
  reportLocation: 0 | 1;
  menu: unknown;
};
