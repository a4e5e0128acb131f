import { daysLeftInMonth, lastFullMonth, type DailyAverage, type Period } from './aum.js';
import { firstWorkdayOnOrAfter, type Calendar } from './calendar/index.js';
import { ADMIN_LAYERS, CLIENT_LEVELS, compareLevels, LAYER_TITLES, LEVEL_TITLES, type AdminLayer, type ClientLevel } from './client-level-name.js';
import { formatFen } from './money.js';
import { reason, type Reason } from './reason.js';
import type { Rules } from './rules.js';

export * from './client-level-name.js';

/** The card level of a daily average; bands are half-open, [lower, upper). */
export function levelOf(averageFen: number, rules: Rules): ClientLevel {
  return [...CLIENT_LEVELS].reverse().find((level) => averageFen >= rules.levelFloorFen[level]) ?? 'general';
}

/** Levels served by a main and a deputy manager (双客户经理制). */
export function hasDualManagers(level: ClientLevel): boolean {
  return level === 'blackGold';
}

export function isPrivateBanking(signed: boolean, averageFen: number | null, rules: Rules): boolean {
  return signed || (averageFen !== null && averageFen >= rules.privateBanking.thresholdFen);
}

/** The layer of a private-banking client; who is none has no layer. */
export function layerOf(averageFen: number, isPrivate: boolean, rules: Rules): AdminLayer | undefined {
  if (!isPrivate) return undefined;
  if (averageFen >= rules.layerFloorFen.headOffice) return 'headOffice';
  return averageFen >= rules.layerFloorFen.branch ? 'branch' : 'subBranch';
}

/** True on the day of the monthly evaluation: the first workday of the month. */
export function isLevelEvaluationDay(today: string, calendar: Calendar): boolean {
  return firstWorkdayOnOrAfter(`${today.slice(0, 8)}01`, calendar) === today;
}

/** The month an evaluation on this day is about. */
export function levelEvaluationPeriod(today: string): Period {
  return lastFullMonth(today);
}

export interface LevelFacts {
  level: ClientLevel;
  /** Monthly evaluations in a row that were below the level's bound. */
  monthsBelow: number;
  /** Of the past month; null = nothing known, nothing changes. */
  average: DailyAverage | null;
  /** A supervisor's decision holds until its last day. */
  override?: { level: ClientLevel; until: string; reason: string };
}

export interface LevelResult {
  level: ClientLevel;
  levelState: 'steady' | 'atRisk';
  monthsBelow: number;
  change?: 'up' | 'down';
  reasons: Reason[];
}

/**
 * The monthly evaluation: up at once, down after `level.downAfterMonths` evaluations in a row below the bound, at risk
 * in between. A month whose history is incomplete never counts against the client.
 */
export function evaluateLevel(facts: LevelFacts, today: string, rules: Rules): LevelResult {
  const { level, average, override } = facts;
  if (override !== undefined && today <= override.until) {
    return {
      level: override.level,
      levelState: 'steady',
      monthsBelow: 0,
      reasons: [reason('level-override', `主管定为${LEVEL_TITLES[override.level]}，至${override.until}：${override.reason}`)],
    };
  }
  if (average === null) {
    return {
      level,
      levelState: facts.monthsBelow > 0 ? 'atRisk' : 'steady',
      monthsBelow: facts.monthsBelow,
      reasons: [reason('level-unknown', '上月没有资产数据，等级不变')],
    };
  }
  const earned = levelOf(average.averageFen, rules);
  const shown = formatFen(average.averageFen);
  const floor = formatFen(rules.levelFloorFen[level]);
  if (compareLevels(earned, level) > 0) {
    return {
      level: earned,
      levelState: 'steady',
      monthsBelow: 0,
      change: 'up',
      reasons: [reason('level-up', `上月日均${shown}，升为${LEVEL_TITLES[earned]}`)],
    };
  }
  if (earned === level) {
    return { level, levelState: 'steady', monthsBelow: 0, reasons: [reason('level-steady', `上月日均${shown}，保持${LEVEL_TITLES[level]}`)] };
  }
  if (average.knownDays < average.days) {
    return {
      level,
      levelState: facts.monthsBelow > 0 ? 'atRisk' : 'steady',
      monthsBelow: facts.monthsBelow,
      reasons: [reason('level-incomplete', `上月只有${average.knownDays}天数据，不作降级依据`)],
    };
  }
  const monthsBelow = facts.monthsBelow + 1;
  if (monthsBelow >= rules.level.downAfterMonths) {
    return {
      level: earned,
      levelState: 'steady',
      monthsBelow: 0,
      change: 'down',
      reasons: [reason('level-down', `连续${monthsBelow}个月日均低于${floor}，降为${LEVEL_TITLES[earned]}`)],
    };
  }
  return { level, levelState: 'atRisk', monthsBelow, reasons: [reason('level-at-risk', `上月日均${shown}，低于${floor}，第${monthsBelow}个月`)] };
}

export interface TierCritical {
  axis: 'level' | 'layer';
  direction: 'up' | 'down';
  /** up: what would be reached; down: what would be lost. */
  target: ClientLevel | AdminLayer;
  title: string;
  boundFen: number;
  /** up: what the average lacks; down: what it stands above the bound. */
  gapFen: number;
  /** up only, an estimate: new money that would do it if it came today and stayed to the end of the month. */
  neededTodayFen?: number;
  reasons: Reason[];
}

export interface TierFacts {
  level: ClientLevel;
  /** Absent for clients outside private banking. */
  adminLayer?: AdminLayer;
  /** Month-to-date daily average. */
  averageFen: number;
}

/** A millionth of a fen: enough for the binary tail of a share, too little to move a whole fen. */
const TAIL = 1e-6;

/**
 * 临界客户: near the next level or layer (`critical.upRatio` of its bound), or barely above the own one
 * (`critical.downRatio`). Both axes are looked at; upward findings come first.
 */
export function tierCritical(facts: TierFacts, today: string, rules: Rules): TierCritical[] {
  const axes: { axis: 'level' | 'layer'; own: ClientLevel | AdminLayer; next?: ClientLevel | AdminLayer; ownFen: number; nextFen?: number }[] = [];
  const nextLevel = CLIENT_LEVELS[CLIENT_LEVELS.indexOf(facts.level) + 1];
  axes.push({
    axis: 'level',
    own: facts.level,
    next: nextLevel,
    ownFen: rules.levelFloorFen[facts.level],
    nextFen: nextLevel && rules.levelFloorFen[nextLevel],
  });
  if (facts.adminLayer !== undefined) {
    const floors: Readonly<Record<AdminLayer, number>> = { subBranch: 0, ...rules.layerFloorFen };
    const nextLayer = ADMIN_LAYERS[ADMIN_LAYERS.indexOf(facts.adminLayer) + 1];
    axes.push({ axis: 'layer', own: facts.adminLayer, next: nextLayer, ownFen: floors[facts.adminLayer], nextFen: nextLayer && floors[nextLayer] });
  }
  const x = facts.averageFen;
  const found: TierCritical[] = [];
  for (const { axis, own, next, ownFen, nextFen } of axes) {
    if (next !== undefined && nextFen !== undefined && x < nextFen && nextFen - x <= rules.critical.upRatio * nextFen + TAIL) {
      const gapFen = nextFen - x;
      const { left, length } = daysLeftInMonth(today);
      const neededTodayFen = Math.ceil((gapFen * length) / left);
      const title = titleOf(next);
      const text = `本月日均${formatFen(x)}，差${formatFen(gapFen)}到${title}；今天到账约${formatFen(neededTodayFen)}可达（缺口×${length}÷${left}，估算）`;
      found.push({ axis, direction: 'up', target: next, title, boundFen: nextFen, gapFen, neededTodayFen, reasons: [reason('critical-up', text)] });
    }
    if (x >= ownFen && x - ownFen < rules.critical.downRatio * ownFen - TAIL) {
      const title = titleOf(own);
      const gapFen = x - ownFen;
      found.push({
        axis,
        direction: 'down',
        target: own,
        title,
        boundFen: ownFen,
        gapFen,
        reasons: [reason('critical-down', `本月日均${formatFen(x)}，只比${title}下限高${formatFen(gapFen)}`)],
      });
    }
  }
  return found.sort((a, b) => (a.direction === b.direction ? 0 : a.direction === 'up' ? -1 : 1));
}

function titleOf(target: ClientLevel | AdminLayer): string {
  return target in LEVEL_TITLES ? LEVEL_TITLES[target as ClientLevel] : LAYER_TITLES[target as AdminLayer];
}
