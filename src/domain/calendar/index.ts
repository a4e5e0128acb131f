export * from './date.js';
export * from './holiday.js';
export * from './workday.js';
export * from './deadline.js';
export * from './ten-day.js';
export * from './lunar.js';
export * from './festival.js';
export * from './format.js';
