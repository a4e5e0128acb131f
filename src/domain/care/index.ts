export * from './date.js';
export * from './festival.js';
export * from './greeting.js';
export * from './told.js';
