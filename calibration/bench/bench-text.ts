import { textTable } from '../text-table.js';
import { headText, machineLines, scalingCells, scalingHeads, timingGroups, timingHeads } from './bench-cells.js';
import type { BenchResults } from './bench-results.js';

/** The benchmark as text for a terminal. */
export function benchText(results: BenchResults): string {
  const machine = machineLines(results).map(([what, value]) => `${what}: ${value}`);
  const timings = timingGroups(results).flatMap(({ title, rows }) => [
    { heading: title },
    ...rows.map(({ cells, look }) => (look === 'absent' ? { remark: `${cells[0]}  ${cells[1]}` } : cells)),
  ]);
  return [
    machine.join('\n'),
    textTable(timingHeads.map(headText), timings),
    textTable(scalingHeads.map(headText), results.scaling.map(scalingCells)),
    `Times: whole process, start-up taken off by the difference of two sizes, ${results.repeats} interleaved repeats.`,
    `Errors: largest over ${results.errorPatients} patients, days and 53 cells, relative with a floor of 1e3 cell/L, against ${results.reference}.`,
    ...results.remarks,
  ].join('\n\n');
}
