import { pause } from '../../biomarkers/pause.js';
import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed, formatSigned } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { Section } from '../run/report/section.js';
import { populationEvaluator } from './evaluate-population.js';
import type { Factor } from './factors.js';
import { parsePopulationOutput } from './population-outputs.js';
import { drawnFigure } from './report/drawn-plot.js';
import { SIGN_COLOURS, tornadoFigure } from './report/tornado-plot.js';
import { type ShapeDerivative, shapeDerivatives } from './shape-derivatives.js';
import type { StudyOutput } from './study-output.js';
import type { StudySettings } from './study-settings.js';
import { fittedOf, requirePopulation, studyPool, studySource } from './study-source.js';
import { describeArm, describeResponse, paragraphs, settingsSection } from './study-summary.js';

const BARS = 15;
const PRINTED = 5;
/** Relative change that slopes are told for: log(1.1). */
const TENTH = Math.log(1.1);

interface ShapeRow {
  readonly factor: Factor;
  readonly derivative: ShapeDerivative | null;
}

interface ShapeStudy {
  readonly arm: string;
  readonly output: string;
  readonly base: number | null;
  readonly rows: readonly ShapeRow[];
}

/** What each Beta shape, mu and sigma does to the fitted endpoints: derivatives at the fit, from one weighted pool. */
export async function shapesRun(settings: StudySettings, context: CohortContext): Promise<StudyOutput> {
  const { arms, outputs } = settings;
  const { factors } = studySource(settings);
  const fitted = fittedOf(settings);
  const pool = await studyPool(settings, context);
  const { monthDays, patients } = requirePopulation(settings);
  const evaluate = populationEvaluator(pool, {
    arms,
    outputs: outputs.map((name) => parsePopulationOutput(name).output),
    monthDays,
  });
  const base = evaluate({ shapes: fitted.marginals, death: fitted.death });
  const table: (readonly (ShapeDerivative | null)[])[] = [];
  for (const row of shapeDerivatives(evaluate, fitted, factors, pool.patients)) {
    table.push(row);
    context.onProgress?.({ done: table.length, total: factors.length, failed: 0 });
    await pause(context.signal);
  }
  const studies = arms.flatMap((arm, a) =>
    outputs.map((output, o): ShapeStudy => {
      const place = a * outputs.length + o;
      const rows = factors.map((factor, index) => ({ factor, derivative: table[index]![place]! }));
      const size = ({ derivative }: ShapeRow) => Math.abs(derivative?.slope ?? -1);
      return { arm, output, base: base.values[place]!, rows: rows.sort((x, y) => size(y) - size(x)) };
    }),
  );
  const sections: Section[] = [];
  for (const [index, study] of studies.entries()) sections.push(await shapesSection(study, index + 1));
  return {
    tables: [
      {
        file: 'shapes.csv',
        header: ['arm', 'output', 'factor', 'group', 'fitted', 'slope', 'standard_error', 'change_per_10_percent'],
        rows: studies.flatMap(({ arm, output, rows }) =>
          rows.map(({ factor, derivative }) => [
            arm,
            output,
            factor.name,
            factor.group,
            factor.baseline,
            ...(derivative === null
              ? [null, null, null]
              : [derivative.slope, derivative.standardError, derivative.slope * TENTH]),
          ]),
        ),
      },
    ],
    title: 'Sensitivity to the fitted shapes',
    lead: `${formatCount(factors.length)} fitted values, ${formatCount(outputs.length)} endpoints under ${formatCount(arms.length)} arm(s), on ${formatCount(pool.patients)} patients of the fitted shapes by weights; nothing is simulated but these patients.`,
    facts: [['Seed', settings.seed]],
    sections: [
      ...sections,
      { id: 'method', title: 'How to read it', body: paragraphs(METHOD_DESCRIPTIONS) },
      settingsSection(settings),
    ],
    summary: studies.flatMap((study) => [
      `${describeResponse(study)}, ${study.base === null ? 'not reached' : study.base.toPrecision(4)}; for values 10 % larger:`,
      ...study.rows
        .slice(0, PRINTED)
        .map(
          ({ factor, derivative }) =>
            `  ${factor.name.padEnd(24)} ${derivative === null ? '-' : `${(derivative.slope * TENTH).toPrecision(3)} +/- ${(derivative.standardError * TENTH).toPrecision(1)}`}`,
        ),
    ]),
    counts: arms.map((arm) => ({
      arm,
      output: 'pool',
      samples: patients,
      failed: patients - pool.patients,
      blocks: patients,
      droppedBlocks: patients - pool.patients,
    })),
  };
}

const METHOD_DESCRIPTIONS = [
  'The figures say how much an endpoint moves when one fitted value is 10 % larger and all others stay, to first order: the derivative by its logarithm times log 1.1. A Beta distribution with a larger alpha has its mass nearer to the upper bound, one with a larger beta nearer to the lower one.',
  'Derivatives are differences of weighted figures on one pool; their standard errors are the jackknife’s over twentieths of the patients. mu and sigma of an arm act together: the trials’ figures fix a ridge of the two rather than each, so that their single effects are large and of opposite sign.',
];

async function shapesSection(study: ShapeStudy, index: number): Promise<Section> {
  const title = describeResponse(study);
  const { percent } = parsePopulationOutput(study.output);
  const scale = percent ? 100 : 1;
  const decimals = percent ? 2 : 3;
  const unit = percent ? 'points of percent' : study.output === 'median_os' ? 'months' : 'AUC';
  const known = study.rows
    .flatMap(({ factor, derivative }) =>
      derivative === null || derivative.slope === 0 ? [] : [{ factor, ...derivative }],
    )
    .slice(0, BARS)
    .map(({ factor, slope, standardError }) => ({
      factor,
      change: scale * slope * TENTH,
      error: scale * standardError * TENTH,
    }));
  if (known.length === 0) {
    return {
      id: `response-${index}`,
      title,
      body: html`<p class="note">Nothing moves it: not reached within the simulated days, or the same for every patient.</p>`,
    };
  }
  const figure = await drawnFigure({
    id: `shapes-${index}`,
    title: `The ${known.length} strongest of ${study.rows.length}`,
    key: [
      { shape: 'fill', colour: SIGN_COLOURS.up, label: 'larger value, larger endpoint' },
      { shape: 'fill', colour: SIGN_COLOURS.down, label: 'larger value, smaller endpoint' },
    ],
    caption: html`${title}; ${formatFixed(study.base === null ? null : scale * study.base, 2)}${percent ? ' %' : ''} at the fit, ${describeArm(study.arm)}. Lines are 95 % Monte-Carlo intervals.`,
    spec: tornadoFigure(
      known.map(({ factor, change, error }) => ({
        label: factor.name,
        value: change,
        low: change - 1.96 * error,
        high: change + 1.96 * error,
      })),
      { axis: `change for a value 10 % larger (${unit})`, noise: null, signed: true },
    ),
  });
  return {
    id: `response-${index}`,
    title,
    body: html`${figure}${dataTable({
      width: 'narrow',
      columns: [
        { title: 'fitted value' },
        { title: 'value', align: 'right' },
        { title: 'change', unit, align: 'right' },
        { title: 'standard error', align: 'right' },
      ],
      rows: known.map(({ factor, change, error }) => ({
        cells: [
          factor.name,
          formatFixed(factor.baseline, 3),
          formatSigned(change, decimals),
          formatFixed(error, decimals),
        ],
      })),
    })}`,
  };
}
