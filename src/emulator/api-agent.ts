import type { ApiRoute } from './api.js';
import { ApiError } from './errors.js';
import { randomText } from './ids.js';
import { checkAgent } from './send.js';
import { bytesOf, intOf, listOf, objectOf, textOf, type Json } from './shape.js';

const ok = { errcode: 0, errmsg: 'ok' };
const HOUR = 60 * 60_000;
const TICKETS_PER_HOUR_CORP = 400;
const TICKETS_PER_HOUR_APP = 100;

export const agentCalls: Record<string, ApiRoute> = {
  'agent/get': {
    run: ({ world, query }) => {
      checkAgent(world, query.get('agentid') ?? '');
      const { agent } = world;
      return {
        ...ok,
        agentid: world.identity.agentId,
        name: agent.name,
        square_logo_url: '',
        description: agent.description,
        allow_userinfos: { user: world.directory.people.members.map(({ userid }) => ({ userid })) },
        allow_partys: { partyid: [1] },
        allow_tags: { tagid: [] },
        close: 0,
        redirect_domain: agent.redirectDomain,
        report_location_flag: agent.reportLocation,
        isreportenter: agent.reportEnter,
        home_url: agent.homeUrl,
      };
    },
  },
  'agent/set': {
    post: true,
    run: ({ world, body }) => {
      checkAgent(world, body['agentid']);
      const description = body['description'];
      if (description !== undefined && ([...textOf(description)].length < 4 || [...textOf(description)].length > 120)) {
        throw new ApiError(40058, 'description must be 4 to 120 characters');
      }
      const { agent } = world;
      if (typeof body['name'] === 'string') agent.name = body['name'];
      if (typeof description === 'string') agent.description = description;
      if (typeof body['redirect_domain'] === 'string') agent.redirectDomain = body['redirect_domain'];
      if (typeof body['home_url'] === 'string') agent.homeUrl = body['home_url'];
      const [enter, location] = [intOf(body['isreportenter']), intOf(body['report_location_flag'])];
      if (enter !== undefined) agent.reportEnter = enter === 1 ? 1 : 0;
      if (location !== undefined) agent.reportLocation = location >= 1 ? 1 : 0;
      world.journal.append('agent', agent);
      return ok;
    },
  },
  'menu/create': {
    post: true,
    run: ({ world, query, body }) => {
      checkAgent(world, query.get('agentid') ?? '');
      checkMenu(listOf(body['button']).map(objectOf));
      world.agent.menu = { button: body['button'] };
      world.journal.append('agent', world.agent);
      return ok;
    },
  },
  'menu/get': {
    run: ({ world, query }) => {
      checkAgent(world, query.get('agentid') ?? '');
      if (world.agent.menu === null) throw new ApiError(46003);
      return { ...ok, ...objectOf(world.agent.menu) };
    },
  },
  'menu/delete': {
    run: ({ world, query }) => {
      checkAgent(world, query.get('agentid') ?? '');
      world.agent.menu = null;
      world.journal.append('agent', world.agent);
      return ok;
    },
  },
  getcallbackip: { empty: { ip_list: [] }, run: () => ({ ip_list: ['127.0.0.1'], ...ok }) },
  get_api_domain_ip: { empty: { ip_list: [] }, run: () => ({ ip_list: ['127.0.0.1'], ...ok }) },
  get_jsapi_ticket: {
    run: ({ world }) => {
      if (!world.windows.take('ticket corp', [{ count: TICKETS_PER_HOUR_CORP, ms: HOUR }])) throw new ApiError(45009);
      return { ...ok, ticket: randomText(86), expires_in: 7_200 };
    },
  },
  'ticket/get': {
    run: ({ world, query }) => {
      if (query.get('type') !== 'agent_config') throw new ApiError(40058, 'type must be agent_config');
      if (!world.windows.take('ticket app', [{ count: TICKETS_PER_HOUR_APP, ms: HOUR }])) throw new ApiError(45009);
      return { ...ok, ticket: randomText(86), expires_in: 7_200 };
    },
  },
};

const KEY_TYPES = ['click', 'scancode_push', 'scancode_waitmsg', 'pic_sysphoto', 'pic_photo_or_album', 'pic_weixin', 'location_select'];

/** Throws the 400xx code for the first thing wrong with a menu. Source: wecom-app §4.8. */
function checkMenu(buttons: Json[]): void {
  if (buttons.length < 1 || buttons.length > 3) throw new ApiError(40016, 'invalid button size');
  for (const button of buttons) {
    checkName(button, 16);
    const below = listOf(button['sub_button']).map(objectOf);
    if (below.length === 0) checkAction(button);
    if (below.length > 5) throw new ApiError(40023, 'invalid sub button size');
    for (const sub of below) {
      if (listOf(sub['sub_button']).length > 0) throw new ApiError(40022, 'invalid sub button level');
      checkName(sub, 60);
      checkAction(sub);
    }
  }
}

function checkName(button: Json, max: number): void {
  const name = textOf(button['name']);
  if (name === '') throw new ApiError(40058, 'button.name is needed');
  if (bytesOf(name) > max) throw new ApiError(max === 16 ? 40018 : 40025, `button.name exceed max length ${max}`);
}

function checkAction(button: Json): void {
  const type = textOf(button['type']);
  if (KEY_TYPES.includes(type)) {
    const key = textOf(button['key']);
    if (key === '' || bytesOf(key) > 128) throw new ApiError(40019, 'invalid button key size');
  } else if (type === 'view') {
    const url = textOf(button['url']);
    if (bytesOf(url) > 1_024) throw new ApiError(40020, 'invalid button url size');
    if (!/^https?:\/\/./i.test(url)) throw new ApiError(40094);
  } else if (type === 'view_miniprogram') {
    if (textOf(button['appid']) === '' || textOf(button['pagepath']) === '') throw new ApiError(40058, 'appid and pagepath are needed');
  } else throw new ApiError(40017, 'invalid button type');
}
