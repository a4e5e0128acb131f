#!/usr/bin/env node
// The command line. Makes the checkout ready first, then runs dist/cli in this process.
import { PrepareError, prepare } from './prepare.mjs';

try {
  await prepare();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  process.stderr.write(`caiban: ${error.message}\n`);
  process.exit(1);
}
const { main } = await import('../dist/cli/index.js');
await main(process.argv.slice(2));
