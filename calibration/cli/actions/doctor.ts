import { present, type Runtime } from '../../session/runtime.js';
import type { Check } from '../doctor/check.js';
import { browserCheck, coresCheck, folderCheck, memoryCheck, nodeCheck } from '../doctor/machine-checks.js';
import { nativeCheck, packageCheck, redisCheck, tensorflowCheck } from '../doctor/program-checks.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';

export interface DoctorFlags {
  readonly engine?: string;
}

export async function doctor(runtime: Runtime, { engine }: DoctorFlags): Promise<ExitCode> {
  const checks = await Promise.all([
    packageCheck(runtime),
    nodeCheck(runtime),
    coresCheck(runtime),
    memoryCheck(runtime),
    folderCheck(runtime),
    tensorflowCheck(),
    nativeCheck(runtime),
    browserCheck(runtime),
    redisCheck(runtime, engine),
  ]);
  const usable = !checks.some(({ required, state }) => required && state === 'problem');
  present(runtime, { usable, checks }, () => [...checks.flatMap(checkLines), '', verdict(checks, usable)]);
  return usable ? exitCodes.done : exitCodes.badInput;
}

/** What was found, and below it what it would add where it is not there. */
function checkLines({ name, state, found, adds, get }: Check): readonly string[] {
  const line = `${state.padEnd(8)} ${name}: ${found}`;
  return get === null ? [line] : [line, `${' '.repeat(11)}what it adds: ${adds}`, `${' '.repeat(11)}to get it: ${get}`];
}

function verdict(checks: readonly Check[], usable: boolean): string {
  if (!usable) return 'qcic cannot work here before the problems above are solved.';
  const open = checks.filter(({ state }) => state !== 'ok').length;
  return open === 0
    ? 'Everything is here.'
    : 'qcic works here. What is absent costs time or a feature, and never changes a result of a simulation.';
}
