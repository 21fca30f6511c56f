import {
  type ElementaryEffects,
  elementaryEffects,
  estimateWithFailures,
  type FactorGroup,
  morrisDesign,
  streamNames,
} from '../../../src/index.js';
import { dataTable } from '../../page/data-table.js';
import { formatCount, formatSignificant } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { Section } from '../run/report/section.js';
import type { Response } from './evaluate-samples.js';
import { factorVaries } from './factors.js';
import { hull } from './hull.js';
import { drawnFigure } from './report/drawn-plot.js';
import { morrisFigure } from './report/morris-plot.js';
import { tornadoFigure } from './report/tornado-plot.js';
import type { ResponseCounts, StudyOutput } from './study-output.js';
import { groupsOf, type StudySettings } from './study-settings.js';
import { studySource } from './study-source.js';
import { describeResponse, describeSpace, paragraphs, samplesSection, settingsSection } from './study-summary.js';

const BARS = 25;
const PRINTED = 10;

/** Points of a grid end at 0 and 1, where a Beta distribution may have no finite value to give. */
const EDGE = 1e-3;

interface MorrisStudy {
  readonly response: Response;
  readonly counts: ResponseCounts;
  readonly rows: readonly (ElementaryEffects & { readonly group: FactorGroup })[];
}

/** Morris screening: mean absolute elementary effects of parameters or groups on every output. */
export async function morrisRun(settings: StudySettings, context: CohortContext): Promise<StudyOutput> {
  const { samples: trajectories, levels, seed, failures: policy } = settings;
  const source = studySource(settings);
  const factors = source.factors.filter(factorVaries);
  const groups = groupsOf(factors, settings.by);
  const design = morrisDesign({
    trajectories,
    dimensions: factors.length,
    groups,
    levels,
    seed,
    streamName: streamNames.sensitivity,
  });
  const points = settings.space === 'patients' ? design.points.map((u) => EDGE + (1 - 2 * EDGE) * u) : design.points;
  const responses = await source.evaluate(factors, points, context);
  const studies = responses.map((response): MorrisStudy => {
    const { values, failed, arm, output } = response;
    const { estimate, extremes, counts } = estimateWithFailures(
      { values, failed, blockSize: design.blockSize },
      policy,
      (outputs, blocks) => elementaryEffects(outputs, blocks, design, groups),
    );
    const rows = estimate.map((effects, index) => {
      const [ciLow, ciHigh] = hull(
        [effects, ...(extremes ?? []).map((extreme) => extreme[index]!)].map((each) => [each.ciLow, each.ciHigh]),
      );
      return { ...effects, ciLow, ciHigh, group: groups[index]! };
    });
    return {
      response,
      counts: { arm, output, ...counts },
      rows: rows.sort((a, b) => b.muStar - a.muStar),
    };
  });
  const sections: Section[] = [];
  for (const [index, study] of studies.entries()) sections.push(await morrisSection(study, index));
  const counts = studies.map((study) => study.counts);
  const what = settings.by === 'group' ? 'groups of parameters' : 'parameters';
  return {
    tables: [
      {
        file: 'morris.csv',
        header: ['arm', 'output', settings.by, 'factors', 'mu_star', 'ci_low', 'ci_high', 'mu', 'sigma'],
        rows: studies.flatMap(({ response, rows }) =>
          rows.map(({ group, muStar, ciLow, ciHigh, mu, sigma }) => [
            response.arm,
            response.output,
            group.name,
            group.members.length,
            muStar,
            ciLow,
            ciHigh,
            mu,
            sigma,
          ]),
        ),
      },
    ],
    title: 'Morris screening',
    lead: `${formatCount(groups.length)} ${what}, ${describeSpace(settings)}; ${formatCount(trajectories)} trajectories, ${formatCount(points.length / factors.length)} samples.`,
    facts: [
      ['Levels', String(levels)],
      ['Seed', seed],
    ],
    sections: [
      ...sections,
      { id: 'method', title: 'How to read it', body: paragraphs(METHOD_DESCRIPTIONS) },
      samplesSection(counts, settings),
      settingsSection(settings),
    ],
    summary: studies.flatMap(({ counts: own, rows }) => [
      `${describeResponse(own)}:`,
      ...rows
        .slice(0, PRINTED)
        .map(
          ({ group, muStar, ciLow, ciHigh, sigma }) =>
            `  ${group.name.padEnd(32)} mu* ${muStar.toPrecision(3)} [${ciLow.toPrecision(3)}, ${ciHigh.toPrecision(3)}]${sigma === null ? '' : `  sigma ${sigma.toPrecision(3)}`}`,
        ),
    ]),
    counts,
  };
}

const METHOD_DESCRIPTIONS = [
  'An elementary effect is the change of the output when one parameter takes a long step and nothing else moves, divided by the step as a share of the parameter’s range. mu* is the mean of the absolute effects over random places: how much a parameter matters. Their standard deviation sigma says how much the effect depends on where the others are: far below mu* the parameter acts additively, near it or above it interacts or bends.',
  'The intervals are Student’s over trajectories. A group’s parameters step together, each in a random direction.',
];

async function morrisSection({ counts, rows }: MorrisStudy, index: number): Promise<Section> {
  const title = describeResponse(counts);
  const bars = await drawnFigure({
    id: `morris-${index + 1}`,
    title: `The ${Math.min(BARS, rows.length)} strongest`,
    caption: html`${title}. Lines are 95 % intervals over trajectories.`,
    spec: tornadoFigure(
      rows
        .slice(0, BARS)
        .map(({ group, muStar, ciLow, ciHigh }) => ({ label: group.name, value: muStar, low: ciLow, high: ciHigh })),
      { axis: 'mu*, change of the output over the full range', noise: null, signed: false },
    ),
  });
  const single = rows.flatMap(({ group, muStar, sigma }) =>
    sigma === null ? [] : [{ label: group.name, muStar, sigma }],
  );
  const plane =
    single.length < 2
      ? ''
      : await drawnFigure({
          id: `morris-plane-${index + 1}`,
          title: 'Strength and interaction',
          caption: html`${title}. One point per parameter; the line is sigma = mu*. The strongest bear their names.`,
          spec: morrisFigure(single),
        });
  return {
    id: `response-${index + 1}`,
    title,
    body: html`${bars}${plane}${dataTable({
      caption: `The first ${Math.min(BARS, rows.length)}; all are in morris.csv.`,
      columns: [
        { title: 'factor' },
        { title: 'mu*', align: 'right' },
        { title: '95 % interval', align: 'right' },
        { title: 'mu', align: 'right' },
        { title: 'sigma', align: 'right' },
      ],
      rows: rows.slice(0, BARS).map(({ group, muStar, ciLow, ciHigh, mu, sigma }) => ({
        cells: [
          group.name,
          formatSignificant(muStar),
          html`${formatSignificant(ciLow)} to ${formatSignificant(ciHigh)}`,
          formatSignificant(mu),
          formatSignificant(sigma),
        ],
      })),
    })}`,
  };
}
