import { bitsOf, fitNumbers, recordNumbers, statisticNumbers } from './engine-numbers.js';
import { type SolverFile, solverOf } from './solver-file.js';

// Sends the numbers of this browser, or why there are none, to the server of the page
const send = (path: string, body: string) => fetch(path, { method: 'POST', body });
try {
  const solver = await fetch('/solver');
  const records = solver.ok ? solverOf((await solver.json()) as SolverFile) : 'javascript';
  const fit = solver.ok ? fitNumbers() : {};
  const forbidden = isForbidden(() => new Function('return 1')());
  const numbers = { ...recordNumbers(records), ...statisticNumbers(), ...fit };
  await send('/numbers', JSON.stringify({ forbidden, bits: bitsOf(numbers) }));
} catch (cause) {
  await send('/failure', String(cause instanceof Error ? cause.stack : cause));
}

function isForbidden(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
