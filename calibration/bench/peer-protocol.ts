import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { type DrugName, heterogeneityParameterNames, InputError, publishedDrugs } from '../../src/index.js';

/** Dose rates over one interval of time; the line format of a segment file. */
export interface PeerSegment {
  readonly startDay: number;
  readonly endDay: number;
  /** Dose units per day. */
  readonly input: Readonly<Record<DrugName, number>>;
}

/** Dosing for every solver of the benchmark. */
interface SegmentFile {
  /** Name of the regimen, for solvers that use courses rather than intervals. */
  readonly regimen: string;
  readonly segments: readonly PeerSegment[];
}

/** Arguments of every solver of the benchmark, in this order. */
export interface PeerArguments {
  readonly segments: string;
  readonly patients: string;
  readonly count: number;
  readonly days: number;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  /** File for the daily 53 cell densities of every patient; null for none. */
  readonly out: string | null;
}

/** Output of every solver of the benchmark, as one line of JSON. */
export interface PeerReport {
  readonly patients: number;
  readonly failed: number;
  /** Evaluations of the right-hand side and steps over all patients; null where a solver does not report them. */
  readonly evaluations: number | null;
  readonly steps: number | null;
  /** Sum over patients and days of the tumor density X1 + X2 + X3; cell/L. */
  readonly checksum: number;
  /** Largest resident memory of the process; bytes. */
  readonly peakBytes: number;
}

/** Text of a segment file; see `peers/peer.h`. */
export function segmentText({ regimen, segments }: SegmentFile): string {
  const lines = segments.map(({ startDay, endDay, input }) =>
    [startDay, endDay, ...publishedDrugs.map(({ name }) => input[name] ?? 0)].join(' '),
  );
  return `# regimen ${regimen}\n${lines.join('\n')}\n`;
}

/** Reads a segment file back. @throws InputError - when a line does not hold two days and the input of each drug, or no regimen is named */
export function parseSegments(text: string, source: string): SegmentFile {
  const regimen = /^# regimen (.+)$/m.exec(text)?.[1];
  if (regimen === undefined) throw new InputError(`${source}: must name its regimen; got no line '# regimen NAME'`);
  const segments = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const numbers = line.split(' ').map(Number);
      const [startDay, endDay, ...rates] = numbers;
      if (
        startDay === undefined ||
        endDay === undefined ||
        rates.length !== publishedDrugs.length ||
        !numbers.every((number) => Number.isFinite(number))
      ) {
        throw new InputError(`${source}: every line must hold ${2 + publishedDrugs.length} numbers; got '${line}'`);
      }
      const input = Object.fromEntries(publishedDrugs.map(({ name }, index) => [name, rates[index]!]));
      return { startDay, endDay, input };
    });
  return { regimen, segments };
}

/** The arguments that a solver is called with. */
export function peerArguments(peer: PeerArguments): readonly string[] {
  const { segments, patients, count, days, relativeTolerance, absoluteTolerance, out } = peer;
  return [
    segments,
    patients,
    String(count),
    String(days),
    String(relativeTolerance),
    String(absoluteTolerance),
    out ?? '-',
  ];
}

/** Reads them back, in a solver that is a Node program. @throws InputError - when an argument is missing or not a number */
export function parsePeerArguments(description: readonly string[]): PeerArguments {
  const [segments, patients, count, days, relativeTolerance, absoluteTolerance, out] = description;
  const numbers = [count, days, relativeTolerance, absoluteTolerance].map(Number);
  if (
    segments === undefined ||
    patients === undefined ||
    out === undefined ||
    description.length !== 7 ||
    !numbers.every((number) => number > 0)
  ) {
    throw new InputError(
      `peer: must be given SEGMENTS PATIENTS COUNT DAYS RTOL ATOL OUT, numbers above zero; got ${description.join(' ')}`,
    );
  }
  return {
    segments,
    patients,
    count: numbers[0]!,
    days: numbers[1]!,
    relativeTolerance: numbers[2]!,
    absoluteTolerance: numbers[3]!,
    out: out === '-' ? null : out,
  };
}

/** Reads the output line of a solver. @throws InputError - names the solver, when the line is not valid JSON */
export function parsePeerReport(text: string, source: string): PeerReport {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${source}: must print one line of JSON; got '${text.slice(0, 80)}'`, { cause });
  }
  if (!isPeerReport(parsed)) {
    throw new InputError(
      `${source}: must print patients, failed, evaluations, steps, checksum, peakBytes; got ${text}`,
    );
  }
  return parsed;
}

function isPeerReport(value: unknown): value is PeerReport {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Record<string, unknown> = { ...value };
  const isNumber = (name: string) => typeof fields[name] === 'number';
  const isCount = (name: string) => fields[name] === null || isNumber(name);
  return ['patients', 'failed', 'checksum', 'peakBytes'].every(isNumber) && ['evaluations', 'steps'].every(isCount);
}

/** Reads a segment file from the disk. */
export function readSegmentFile(path: string): SegmentFile {
  return parseSegments(readFileSync(path, 'utf8'), path);
}

/** Reads the parameter vectors of the first patients of a binary file. @throws InputError - when it holds fewer */
export function readPatients(path: string, count: number): Float64Array {
  const values = new Float64Array(count * heterogeneityParameterNames.length);
  const file = openSync(path, 'r');
  try {
    const bytes = readSync(file, values, 0, values.byteLength, 0);
    if (bytes !== values.byteLength) {
      throw new InputError(`${path}: must hold ${count} patients (${values.byteLength} bytes); got ${bytes}`);
    }
  } finally {
    closeSync(file);
  }
  return values;
}

/** Opens a binary file for appending rows of doubles. */
export function openDoubles(path: string): {
  readonly append: (row: Float64Array) => void;
  readonly close: () => void;
} {
  const file = openSync(path, 'w');
  return {
    append: (row) => {
      const bytes = new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    },
    close: () => closeSync(file),
  };
}
