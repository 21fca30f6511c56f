import { dataTable } from '../page/data-table.js';
import { figureKey, type KeyEntry } from '../page/drawn-plot.js';
import { formatSeconds } from '../page/format-number.js';
import { type Html, html, NO_HTML, rawHtml } from '../page/html.js';
import { PAGE_STYLE } from '../page/page-style.js';
import { renderSvg } from '../page/plots/render-svg.js';
import { precisionPoints, scalingFigure, workPrecisionFigure } from './bench-plots.js';
import type { BenchResults } from './bench-results.js';
import { machineLines, scalingCells, scalingHeads, timingGroups, timingHeads } from './bench-tables.js';
import { solvers } from './solvers.js';

/** Options of {@link renderBench}. */
export interface RenderBenchOptions {
  /** Receives warnings of the plot renderer; silent when absent. */
  readonly onWarning?: (message: string) => void;
}

/**
 * The benchmark as one HTML page with its plots inside, readable offline, without script.
 *
 * @param results - all results
 * @param options - receiver of plot warnings
 * @returns the page; the same results give the same bytes
 */
export async function renderBench(results: BenchResults, options: RenderBenchOptions = {}): Promise<string> {
  const onWarning = options.onWarning ?? (() => undefined);
  const { version, commit, date, quick } = results;
  const page = html`<!DOCTYPE html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>QCIC workbench - benchmark</title>
<style>${rawHtml(PAGE_STYLE)}</style>
</head>
<body>
<div class="page">
<nav aria-label="Contents"><h2>Contents</h2><ol><li><a href="#machine">Machine and peers</a></li><li><a href="#times">Times</a></li><li><a href="#precision">Work and precision</a></li><li><a href="#scaling">Scaling</a></li></ol></nav>
<main>
<header class="top" id="top"><p class="kicker">Benchmark${quick ? ', quick version' : ''}</p><h1>QCIC workbench compared with other solvers</h1>
<dl class="facts"><div><dt>version</dt><dd>${version}</dd></div><div><dt>commit</dt><dd class="mono">${commit ?? 'unknown'}</dd></div><div><dt>date</dt><dd>${date}</dd></div><div><dt>elapsed</dt><dd>${formatSeconds(results.elapsedSeconds)}</dd></div></dl></header>
${remarksBlock(results)}${machineSection(results)}${timesSection(results)}${await precisionSection(results, onWarning)}${await scalingSection(results, onWarning)}
<footer>Every solver gets the same model (<span class="mono">qcic export --format c</span>), patients and dosing. Data: <a href="bench.json">bench.json</a>, <a href="timings.csv">timings.csv</a>, <a href="work-precision.csv">work-precision.csv</a>, <a href="scaling.csv">scaling.csv</a>, <a href="solvers.csv">solvers.csv</a>.</footer>
</main>
</div>
</body>
</html>
`;
  return page.markup;
}

function remarksBlock({ remarks }: BenchResults): Html {
  if (remarks.length === 0) return NO_HTML;
  return html`<div class="warning"><ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul></div>`;
}

function machineSection(results: BenchResults): Html {
  const machine = dataTable({
    columns: [{ title: 'Machine' }, { title: '' }],
    rows: machineLines(results).map((cells) => ({ cells })),
    width: 'narrow',
  });
  const peers = dataTable({
    columns: [{ title: 'Solver' }, { title: 'Description' }, { title: 'Available' }],
    rows: results.solvers.map(({ label, description, absent }) => ({
      cells: [label, description, absent === null ? 'yes' : html`<span class="flag">no</span> ${absent}`],
    })),
  });
  return html`<section id="machine"><h2><span class="number">1</span>Machine and peers</h2>${machine}${peers}</section>`;
}

function timesSection(results: BenchResults): Html {
  const table = dataTable({
    columns: timingHeads.map((head, column) => (column === 0 ? head : { ...head, align: 'right' as const })),
    rows: timingGroups(results).flatMap(({ title, rows }) => [
      { group: title },
      ...rows.map(({ cells, look }) =>
        look === 'peer' ? { cells } : { cells, look: look === 'own' ? ('strong' as const) : ('quiet' as const) },
      ),
    ]),
  });
  return html`<section id="times"><h2><span class="number">2</span>Times</h2>
<p>Virtual patients of the published distributions (seed ${results.seed}), the published dosing, daily output. Wall-clock time of whole
processes; start-up is subtracted by the difference of two sizes. ${String(results.repeats)} repeat(s), interleaved. Ratios are formed within
a repeat; above 1 this workbench is faster. Every solver stores the daily tumor density; the 53 cells are written only for the
errors. Error: the largest over ${String(results.errorPatients)} patients, all days and cells, relative with a floor of 1e3 cell/L, against
${results.reference}. "Equal accuracy": the loosest tolerance at which the error of a peer
is below 3e-6, for peers whose error at the default tolerance exceeds this by more than a factor of two; chosen from the results of section 3.</p>
${table}</section>`;
}

async function precisionSection(results: BenchResults, onWarning: (message: string) => void): Promise<Html> {
  const shown = new Set(precisionPoints(results.precision).map(({ solver }) => solver));
  const plot =
    shown.size === 0
      ? html`<p class="note">No solver has both an error and a time.</p>`
      : await renderSvg(workPrecisionFigure(results.precision), {
          id: 'precision-chart',
          label: 'Time per patient-year against the largest relative error, one line per solver',
          onWarning,
        });
  const key: readonly KeyEntry[] = solvers
    .filter(({ id }) => shown.has(id))
    .map(({ label, colour }) => ({ shape: 'line', colour, label }));
  const tolerances = [...new Set(results.precision.map(({ relativeTolerance }) => relativeTolerance))];
  const days = results.precision[0]?.days ?? 0;
  return html`<section id="precision"><h2><span class="number">3</span>Work and precision</h2>
<figure>${figureKey(key)}
${plot}
<figcaption>Lower left is better. Relative tolerances ${tolerances.map((value) => value.toExponential(0)).join(', ')}; absolute tolerances
are 1e3 cell/L times the relative ones. Simulated over ${String(days)} days. Rings: the default tolerance, 1e-6. Dashed: limit of the accuracy class, 3e-6. One timing per
point.</figcaption></figure></section>`;
}

async function scalingSection(results: BenchResults, onWarning: (message: string) => void): Promise<Html> {
  const { scaling, machine } = results;
  const plot = await renderSvg(scalingFigure(scaling, machine.cores), {
    id: 'scaling-chart',
    label: 'Time per patient and memory by number of patients, speed by number of workers',
    onWarning,
  });
  const tableOf = (series: 'patients' | 'workers', title: string) =>
    dataTable({
      columns: scalingHeads.map((head) => ({ ...head, align: 'right' as const })),
      rows: scaling.filter((row) => row.series === series).map((row) => ({ cells: scalingCells(row) })),
      caption: title,
    });
  return html`<section id="scaling"><h2><span class="number">4</span>Scaling</h2>
<figure>${plot}
<figcaption>Cohorts under placebo and the combination on the engine of the main job, after start of the worker threads and compilation of the
model. Band: 10 % around proportional cost. Dashed: speed proportional to the number of workers, up to the ${String(machine.cores)} core(s)
of the machine.</figcaption></figure>
${tableOf('patients', 'Cohorts of increasing size on all cores; relative: time per patient')}${tableOf('workers', 'One cohort on increasing numbers of workers; relative: speed')}</section>`;
}
