#!/usr/bin/env node
import { hideSecrets } from './engine/hide-secrets.js';

// First of all, and before the rest is loaded
hideSecrets(process.argv);
const { runProgram } = await import('./program.js');

/** Time for what is still being written. A connection that a library holds on to must not keep the process alive. */
const LAST_MILLISECONDS = 2000;

process.exitCode = await runProgram(process.argv);
setTimeout(() => process.exit(), LAST_MILLISECONDS).unref();
