export * from './rule.js';
export * from './check.js';
