export * from './category.js';
export * from './kind.js';
export * from './state.js';
export * from './clock.js';
export * from './reminder.js';
export * from './duty.js';
