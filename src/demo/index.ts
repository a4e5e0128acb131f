export { DEMO_CAST, DEMO_ORGS, DEMO_STAFF, type CastMember, type DemoColleague } from './cast.js';
export { makeDemoBank, type DemoBank, type DemoPerson } from './bank.js';
export { seedDemo } from './seed.js';
export { demoConsole, demoDirectory } from './console.js';
