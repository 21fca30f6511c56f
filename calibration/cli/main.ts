#!/usr/bin/env node
import { outliveReaders } from './closed-streams.js';
import { hideSecrets } from './engine/hide-secrets.js';
import { exitCodes } from './exit-codes.js';

// First of all, and before the rest is loaded
hideSecrets(process.argv);
const lostOutput = outliveReaders([process.stdout, process.stderr]);
const { runProgram } = await import('./program.js');

/** Time for what is still being written. A connection that a library holds on to must not keep the process alive. */
const LAST_MILLISECONDS = 2000;

process.exitCode = await runProgram(process.argv);
// Errors of a stream arrive after the write
await new Promise((resolve) => setImmediate(resolve));
const lost = lostOutput();
if (lost !== undefined) {
  process.stderr.write(`error: output: must be writable; got ${lost}\n`);
  process.exitCode ||= exitCodes.badInput;
}
setTimeout(() => process.exit(), LAST_MILLISECONDS).unref();
