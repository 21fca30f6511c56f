import { open } from 'node:fs/promises';
import { InputError, parseCsv } from '../../src/index.js';
import { NotFoundError } from './replies.js';

/** Samples that a plot shows; a longer table is read up to here. */
export const MOST_SAMPLES = 10_000;
/** Bytes that are read at a time, and at most. */
const STEP_BYTES = 4_194_304;
const MOST_BYTES = 268_435_456;

/** The first samples of a study, column by column. */
export interface SampleTable {
  readonly header: readonly string[];
  readonly rows: number;
  readonly isBeginning: boolean;
  /** Values of a column; NaN where a cell is empty. @throws NotFoundError - when there is no such column */
  column(name: string): Float64Array;
}

/**
 * Reads the beginning of a table of samples.
 *
 * @param path - of `samples.csv`
 * @throws NotFoundError - when there is no such file; InputError - when it is no table
 */
export async function readSampleTable(path: string): Promise<SampleTable> {
  const { text, isBeginning } = await firstLines(path, MOST_SAMPLES + 1);
  const { header, rows } = parseCsv(text, path);
  const columns = new Map<string, Float64Array>();
  return {
    header,
    rows: rows.length,
    isBeginning,
    column: (name) => {
      const place = header.indexOf(name);
      if (place < 0) throw new NotFoundError('column: must be one of the samples; got another name');
      const known = columns.get(name);
      if (known !== undefined) return known;
      const values = Float64Array.from(rows, ({ cells }) => {
        const cell = cells[place] ?? '';
        return cell === '' ? Number.NaN : Number(cell);
      });
      columns.set(name, values);
      return values;
    },
  };
}

/** Whole lines at the beginning of a file. */
async function firstLines(
  path: string,
  most: number,
): Promise<{ readonly text: string; readonly isBeginning: boolean }> {
  const file = await open(path, 'r').catch(() => {
    throw new NotFoundError('samples: must be stored by the method; got none');
  });
  try {
    const parts: Buffer[] = [];
    let lines = 0;
    for (let place = 0; ; ) {
      if (place > MOST_BYTES)
        throw new InputError(`${path}: must have shorter lines; got more than ${MOST_BYTES} bytes`);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(STEP_BYTES), 0, STEP_BYTES, place);
      if (bytesRead === 0) return { text: Buffer.concat(parts).toString('utf8'), isBeginning: false };
      place += bytesRead;
      const part = buffer.subarray(0, bytesRead);
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) {
        lines++;
        if (lines < most) continue;
        parts.push(part.subarray(0, at + 1));
        return { text: Buffer.concat(parts).toString('utf8'), isBeginning: true };
      }
      parts.push(part);
    }
  } finally {
    await file.close();
  }
}
