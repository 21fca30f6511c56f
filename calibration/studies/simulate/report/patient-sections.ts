import { type Compartment, cellTypes, compartments, describeCellState } from '../../../../src/index.js';
import { drawnFigure, type FigureReceiver, ROLE_COLOUR } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact, formatSigned, formatSignificant } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import { capitalised, listed } from '../../../page/listed.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armKey, armLabel } from '../../../plots/arm-style.js';
import { cellsFigure, immuneCells, MAIN_CELLS } from './cell-plots.js';
import { drugsFigure, givenDrugs, type SimulatedDrug } from './drug-plots.js';
import { type PatientCourse, tumorOf } from './patient-courses.js';
import type { ShownPatient } from './shown-patients.js';
import { CLONES, clonesFigure, type PatientVisit, tumorSizeFigure } from './tumor-plots.js';

/** What the sections on single patients are drawn from. */
export interface PatientSections {
  readonly patients: readonly ShownPatient[];
  readonly courses: readonly PatientCourse[];
  readonly visits: readonly PatientVisit[];
  readonly drugs: readonly SimulatedDrug[];
  readonly arms: readonly ArmStyle[];
}

const DATA = html`Data: <a href="trajectories.csv">trajectories.csv</a>.`;

/** `+12 % (Placebo), −40 % (Active)` of the last days. */
function lastChanges(courses: readonly PatientCourse[], arms: readonly ArmStyle[]): string {
  return listed(
    courses.map((course) => {
      const tumor = tumorOf(course);
      return `${formatSigned(100 * (tumor.at(-1)! / tumor[0]! - 1), 0)} % (${armLabel(arms, course.arm)})`;
    }),
  );
}

async function tumorSection(study: PatientSections, receiver: FigureReceiver): Promise<Section> {
  const { patients, courses, arms, visits } = study;
  const first = patients.find(({ isMain }) => isMain);
  const own = courses.filter(({ patient }) => patient === first?.id);
  const lastDay = own[0]?.days.at(-1) ?? 0;
  const symbols =
    visits.length === 0
      ? []
      : [
          { shape: 'dot' as const, colour: ROLE_COLOUR, label: 'visit: stable disease' },
          { shape: 'diamond' as const, colour: ROLE_COLOUR, label: 'response' },
          { shape: 'cross' as const, colour: ROLE_COLOUR, label: 'progression' },
        ];
  const sizes = await drawnFigure(
    {
      id: 'tumor-size',
      title: patients.length === 1 ? 'Tumor size' : `Tumor size of ${patients.length} patients`,
      alt: `Change of tumor size from day 0 to day ${lastDay}. ${patients
        .map(
          ({ id, label }) =>
            `${label}: ${lastChanges(
              courses.filter(({ patient }) => patient === id),
              arms,
            )}.`,
        )
        .join(' ')}`,
      key: [...armKey(arms, 'line'), ...symbols],
      caption: html`${patients.length === 1 ? '' : 'The patients at the median and the quartiles of the change of size under the last arm. '}Size: density of all tumor cells, relative to day 0. ${visits.length === 0 ? '' : html`Symbols are the assessments of the visits, <a href="visits.csv">visits.csv</a>. `}${DATA}`,
      draw: (layout) => tumorSizeFigure(study, layout),
    },
    receiver,
  );
  const clones = await drawnFigure(
    {
      id: 'tumor-clones',
      title: `Tumor cells by clone: ${first?.label ?? ''}`,
      alt: `Tumor cells by clone of ${first?.label ?? ''} on day ${lastDay}. ${own
        .map(
          ({ arm, states }) =>
            `${armLabel(arms, arm)}: ${listed(CLONES.filter(({ state }) => state in states).map(({ state, label }) => `${formatSignificant(states[state]!.at(-1), 2)} cell/L ${label}`))}.`,
        )
        .join(' ')}`,
      key: CLONES.map(({ label, colour }) => ({ shape: 'line', colour, label })),
      caption: html`Drug-sensitive, drug-resistant and drug-pressure tumor cells in the tumor microenvironment, logarithmic axis. ${DATA}`,
      draw: (layout) => clonesFigure(own, arms, layout),
    },
    receiver,
  );
  return { id: 'tumor', title: 'Tumor by day', body: html`${sizes}${clones}` };
}

async function drugSection(study: PatientSections, receiver: FigureReceiver): Promise<readonly Section[]> {
  const first = study.patients.find(({ isMain }) => isMain);
  const own = study.courses.filter(({ patient }) => patient === first?.id);
  const drugs = givenDrugs(study.drugs, own);
  if (drugs.length === 0) return [];
  const peaks = drugs.flatMap(({ label, symbol, unit }) =>
    own.flatMap(({ arm, states }) => {
      const most = (states[`${symbol}_C`] ?? []).reduce((high, amount) => Math.max(high, amount), 0);
      return most > 0 ? [`${label}, ${armLabel(study.arms, arm)}: up to ${formatCompact(most, 3)} ${unit}`] : [];
    }),
  );
  const arms = study.arms.filter(({ arm }) =>
    own.some(
      (course) => course.arm === arm && drugs.some(({ symbol }) => course.states[`${symbol}_C`]?.some((a) => a > 0)),
    ),
  );
  const figure = await drawnFigure(
    {
      id: 'drug-amounts',
      title: `Drug exposure: ${first?.label ?? ''}`,
      alt: `Amounts of drugs by day. ${peaks.join('; ')} in the central compartment.`,
      key: [
        ...armKey(arms, 'line'),
        { shape: 'line', colour: INK.soft, label: 'central compartment' },
        { shape: 'dashes', colour: INK.soft, label: 'peripheral compartment' },
      ],
      caption: html`Amounts at the beginning of each day, in units of the doses; what is given and eliminated within a day does not show. ${DATA}`,
      draw: (layout) => drugsFigure(own, { drugs, arms: study.arms }, layout),
    },
    receiver,
  );
  return [{ id: 'drugs', title: 'Drug exposure', body: figure }];
}

async function cellSection(study: PatientSections, receiver: FigureReceiver): Promise<Section> {
  const { arms, courses, patients } = study;
  const first = patients.find(({ isMain }) => isMain);
  const own = courses.filter(({ patient }) => patient === first?.id);
  const figureOf = (id: string, title: string, states: typeof MAIN_CELLS): Promise<Html> =>
    drawnFigure(
      {
        id,
        title,
        alt: `${title}, density on the last day: ${states
          .map(
            (state) =>
              `${cellTypes[describeCellState(state).cell]} ${listed(own.map(({ arm, states: all }) => `${formatSignificant(all[state]?.at(-1), 2)} (${armLabel(arms, arm)})`))}`,
          )
          .join('; ')} cell/L.`,
        key: armKey(arms, 'line'),
        caption: html`Density in cell/L, logarithmic axes that differ between panels. ${DATA}`,
        draw: (layout) => cellsFigure(own, { states, arms }, layout),
      },
      receiver,
    );
  const places = (['C', 'B', 'A'] as const).map((place: Compartment) => ({ place, name: compartments[place].name }));
  const details: Html[] = [];
  for (const { place, name } of places) {
    const states = immuneCells(place);
    const figure = await figureOf(`cells-${place}`, `Immune cells, ${name}: ${first?.label ?? ''}`, states);
    details.push(
      foldedDetail({
        id: `all-cells-${place}`,
        title: `All ${states.length} immune cells of the ${name}`,
        body: figure,
      }),
    );
  }
  const main = await figureOf('main-cells', `${capitalised(compartments.C.name)}: ${first?.label ?? ''}`, MAIN_CELLS);
  return {
    id: 'cells',
    title: 'Immune cells',
    body: html`<p>First four cell types that attack the tumor, then four that hold these back.</p>${main}${details}`,
  };
}

/**
 * Sections on single patients day by day: tumor, drugs, immune cells.
 *
 * @param study - the patients and their courses; at least one
 * @param receiver - of warnings of the plot renderer, and of the tables behind figures
 */
export async function patientSections(study: PatientSections, receiver: FigureReceiver): Promise<readonly Section[]> {
  return [
    await tumorSection(study, receiver),
    ...(await drugSection(study, receiver)),
    await cellSection(study, receiver),
  ];
}
