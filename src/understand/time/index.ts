export { mayBeTime } from './starts.js';
export { findTimeSpans, readTimes, type TimeReading } from './spans.js';
export { foldCharacters } from './normalise.js';
export type { DurationSpan, DurationValue, Grain, MomentSpan, TimeOptions, TimeSpan, TimeValue } from './types.js';
