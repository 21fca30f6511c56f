import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { promisify } from 'node:util';
import { InputError } from '../../src/index.js';

/** How the processor's vectors are used. */
export interface VectorForm {
  /** Name of the instructions. */
  readonly name: string;
  /** Patients per vector. */
  readonly lanes: 2 | 4 | 8;
  /** Options of gcc and clang that allow the instructions. */
  readonly flags: readonly string[];
}

interface VectorChoice extends VectorForm {
  readonly architecture: string;
  /** Features that the processor must have, by their names in /proc/cpuinfo. */
  readonly features: readonly string[];
}

/** In order of preference; the lanes are those that were measured to be fastest (DECISIONS.md). */
const choices: readonly VectorChoice[] = [
  {
    name: 'AVX-512',
    lanes: 8,
    architecture: 'x64',
    features: ['avx512f', 'avx512dq', 'avx512vl'],
    flags: ['-mavx512f', '-mavx512dq', '-mavx512vl', '-mprefer-vector-width=512'],
  },
  { name: 'AVX2', lanes: 4, architecture: 'x64', features: ['avx2'], flags: ['-mavx2'] },
  { name: 'SSE4.1', lanes: 2, architecture: 'x64', features: ['sse4_1'], flags: ['-msse4.1'] },
  { name: 'NEON', lanes: 2, architecture: 'arm64', features: [], flags: [] },
];

/** A machine, as far as vectors depend on it. */
export interface Processor {
  /** As Node.js names them. */
  readonly system: string;
  readonly architecture: string;
  readonly features: readonly string[];
}

/** Systems whose compilers make libraries of the form that is loaded. */
const systems = ['linux', 'darwin', 'freebsd'];

/**
 * The vectors of a processor.
 *
 * @throws InputError - where there are none that the native backend knows
 */
export function vectorFormOf({ system, architecture, features }: Processor): VectorForm {
  const found = systems.includes(system)
    ? choices.find(
        (each) => each.architecture === architecture && each.features.every((feature) => features.includes(feature)),
      )
    : undefined;
  if (found === undefined) {
    throw new InputError(
      `native backend: must have Linux, macOS or FreeBSD and a processor with SSE4.1, AVX2, AVX-512 or NEON; got ${system} ${architecture}`,
    );
  }
  return { name: found.name, lanes: found.lanes, flags: found.flags };
}

/** This machine; without features where the system does not tell. */
export async function thisProcessor(): Promise<Processor> {
  return { system: platform(), architecture: arch(), features: await features() };
}

/** Names of features as Linux has them. */
async function features(): Promise<readonly string[]> {
  if (platform() !== 'darwin') {
    const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
    return /^flags\s*:\s*(.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
  }
  const names = ['machdep.cpu.features', 'machdep.cpu.leaf7_features'];
  // Without these keys, as on Apple silicon, it ends with an error
  const told = await promisify(execFile)('/usr/sbin/sysctl', ['-n', ...names]).catch(() => ({ stdout: '' }));
  return told.stdout.toLowerCase().replaceAll('sse4.1', 'sse4_1').split(/\s+/);
}
