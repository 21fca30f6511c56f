import type { StudyOutput } from '../../../calibration/studies/study.js';
import { parseCsv, toCsvLine, toPrettyJson } from '../../../src/index.js';

/** Receiver that a page without warnings never calls. */
export const noWarnings = {
  onWarning: (message: string): void => {
    throw new Error(`the plot renderer warned: ${message}`);
  },
};

/** What a page is drawn from, after the way through the files of the study's folder. */
export function storedSource<Result>(
  { result, tables }: Pick<StudyOutput<unknown>, 'result' | 'tables'>,
  parse: (value: unknown) => Result,
) {
  return {
    manifest: { version: '0', commit: null, command: 'qcic study' },
    result: parse(JSON.parse(toPrettyJson(result))),
    table: async (file: string) => {
      const { header, rows } = tables.find((table) => table.file === file)!;
      const csv = parseCsv([header, ...rows].map((cells) => toCsvLine(cells, header.length)).join(''), file);
      return [csv.header, ...csv.rows.map(({ cells }) => cells)];
    },
  };
}
