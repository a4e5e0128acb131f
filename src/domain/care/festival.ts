import { ageOn } from '../age.js';
import { addDays, addMonths, festivalDatesIn, festivals, lastWorkdayOnOrBefore, type Calendar } from '../calendar/index.js';
import { reason, type Reason } from '../reason.js';
import type { Rules } from '../rules.js';
import { isCareStopped } from './date.js';

export interface FestivalClient {
  status: string;
  gender?: 'male' | 'female';
  birthDate?: string;
  /** Known from relatives; absent = not known. */
  hasChildren?: boolean;
  hasSpouse?: boolean;
  /** A death in the family, the day the bank was told of or the day itself. */
  bereavedOn?: string;
  /** «不要节日祝福». */
  noFestival?: boolean;
  /** ≥ 60 who does not want to be called so. */
  mindsElderFestival?: boolean;
}

export interface FestivalAhead {
  name: string;
  /** The day itself. */
  on: string;
  lead: number;
  /** The workday it is spoken of. */
  speakOn: string;
}

const ELDER_FESTIVAL_AGE = 60;

/** The greeted festivals spoken of between two days, both included. 清明 and 中元 are never among them. */
export function festivalsAhead(from: string, to: string, calendar: Calendar, rules: Rules): FestivalAhead[] {
  const found: FestivalAhead[] = [];
  const leads = [...new Set(rules.care.festivalLead)];
  for (const festival of festivals.filter((one) => one.greeted)) {
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)) + 1; year++) {
      for (const on of festivalDatesIn(festival, year)) {
        for (const lead of leads) {
          const speakOn = lastWorkdayOnOrBefore(addDays(on, -lead), calendar);
          if (from <= speakOn && speakOn <= to) found.push({ name: festival.name, on, lead, speakOn });
        }
      }
    }
  }
  return found.sort((a, b) => a.speakOn.localeCompare(b.speakOn) || a.on.localeCompare(b.on));
}

export interface FestivalAnswer {
  greet: boolean;
  /** Said when a greeting that might be expected is left out. */
  reasons: Reason[];
}

/** Whether this client is greeted on a festival that falls on `on`. */
export function festivalAnswer(name: string, on: string, client: FestivalClient, rules: Rules): FestivalAnswer {
  const no = (code: string, text: string): FestivalAnswer => ({ greet: false, reasons: [reason(code, text)] });
  if (isCareStopped(client.status)) return no('festival-stopped', '这位客户的关怀已停止');
  if (!festivals.some((one) => one.greeted && one.name === name)) return no('festival-silent', `${name}不发祝福`);
  if (client.noFestival === true) return no('festival-unwanted', '客户说过不要节日祝福');
  if (client.bereavedOn !== undefined && on >= client.bereavedOn && on < addMonths(client.bereavedOn, rules.care.bereavedMonths)) {
    return no('festival-bereaved', '家里有丧事，一年内不发节日祝福');
  }
  if (!isMeantFor(name, on, client)) return no('festival-not-meant', `${name}不适合这位客户`);
  return { greet: true, reasons: [] };
}

function isMeantFor(name: string, on: string, client: FestivalClient): boolean {
  switch (name) {
    case '妇女节':
      return client.gender === 'female';
    case '母亲节':
      return client.gender === 'female' && client.hasChildren === true;
    case '父亲节':
      return client.gender === 'male' && client.hasChildren === true;
    case '七夕':
      return client.hasSpouse === true;
    case '重阳':
      return client.birthDate !== undefined && ageOn(client.birthDate, on) >= ELDER_FESTIVAL_AGE && client.mindsElderFestival !== true;
    default:
      return true;
  }
}
