import { centralState, symbolOf } from '../../drugs/drug-states.js';
import { inputRate } from '../../drugs/saturable-drugs.js';
import type { ExportableModel, ExportedDosing } from '../exportable-model.js';
import { apply, ci, cn, math, time } from './math-ml.js';
import type { SbmlContext } from './sbml-context.js';
import type { SbmlParameter } from './sbml-parameter.js';
import { element, type XmlElement } from './xml-element.js';

/** What the doses of a regimen add to a document. */
export interface SbmlDoses {
  /** Input rates of the drugs, which events change, and the rates and boluses that they take. */
  readonly parameters: readonly SbmlParameter[];
  /** What is given from day 0 on. */
  readonly initialAssignments: readonly XmlElement[];
  /** One event for each later day on which an input changes or a bolus enters. */
  readonly events: readonly XmlElement[];
}

type Drug = ExportableModel['drugs'][number];

/** Parameters of the rates, or boluses, of one drug: one for each amount that occurs, so that a dose can be changed. */
interface DoseLevels {
  readonly parameters: readonly SbmlParameter[];
  /** The parameter of an amount; no dose is a plain 0 with its unit. */
  mathOf(amount: number): XmlElement;
}

/**
 * The doses of a regimen.
 *
 * @param context - identifiers and units
 * @param dosing - stretches of constant input, in order
 */
export function sbmlDoses(context: SbmlContext, dosing: ExportedDosing): SbmlDoses {
  const drugs = context.model.drugs.map((drug) => {
    const rates = doseLevels(context, drug, 'rate', ratesOf(dosing, drug));
    const boluses = doseLevels(context, drug, 'bolus', bolusesOf(dosing, drug));
    return { drug, rates, boluses };
  });
  const edges = edgesOf(dosing);
  const changes = edges.map(({ day, from, to, bolus }) => ({
    day,
    assignments: drugs.flatMap(({ drug, rates, boluses }): readonly DoseAssignment[] => {
      const { label } = drug.definition;
      const [before, after] = [from[drug.name] ?? 0, to[drug.name] ?? 0];
      const amount = bolus[drug.name] ?? 0;
      return [
        ...(before === after
          ? []
          : [{ variable: context.idOf(inputRate(drug)), value: rates.mathOf(after), what: `input of ${label}` }]),
        ...(amount > 0
          ? [
              {
                variable: context.idOf(centralState(drug)),
                value: boluses.mathOf(amount),
                what: `bolus of ${label}`,
                isAdded: true,
              },
            ]
          : []),
      ];
    }),
  }));
  const [start, ...later] = changes;
  const given = later.filter(({ assignments }) => assignments.length > 0);
  return {
    parameters: drugs.flatMap(({ drug, rates, boluses }) => [
      inputParameter(context, drug, dosing),
      ...rates.parameters,
      ...boluses.parameters,
    ]),
    initialAssignments: start!.assignments.map(({ variable, value }) =>
      element('initialAssignment', { symbol: variable }, [math(value)]),
    ),
    events: given.map(({ day, assignments }, index) => doseEvent(context, day, index, assignments)),
  };
}

/** The days on which stretches begin, then the end of the last one, with the inputs on both sides. */
function edgesOf({ segments }: ExportedDosing) {
  const begins = segments.map(({ startDay, input, bolus = {} }, index) => ({
    day: startDay,
    from: segments[index - 1]?.input ?? {},
    to: input,
    bolus,
  }));
  const last = segments.at(-1);
  return last === undefined
    ? [{ day: 0, from: {}, to: {}, bolus: {} }]
    : [...begins, { day: last.endDay, from: last.input, to: {}, bolus: {} }];
}

function ratesOf({ segments }: ExportedDosing, { name }: Drug): readonly number[] {
  return segments.map(({ input }) => input[name] ?? 0);
}

function bolusesOf({ segments }: ExportedDosing, { name }: Drug): readonly number[] {
  return segments.map(({ bolus }) => bolus?.[name] ?? 0);
}

function doseLevels(context: SbmlContext, drug: Drug, kind: 'rate' | 'bolus', amounts: readonly number[]): DoseLevels {
  const { doseUnit, label } = drug.definition;
  const unit = kind === 'rate' ? `${doseUnit}/day` : doseUnit;
  const what = kind === 'rate' ? 'Rate of input during a dose' : 'Amount that enters at once';
  const distinct = [...new Set(amounts.filter((amount) => amount > 0))];
  const levels = new Map(
    distinct.map((value, index): [number, SbmlParameter] => {
      const wanted = `dose_${kind}_${symbolOf(drug)}${distinct.length === 1 ? '' : `_${index + 1}`}`;
      return [value, { id: context.newId(wanted), value, unit, constant: true, remarks: [`${what}: ${label}.`] }];
    }),
  );
  return {
    parameters: [...levels.values()],
    mathOf: (amount) => {
      const level = levels.get(amount);
      return level === undefined ? cn(amount, context.units.idOf(unit)) : ci(level.id);
    },
  };
}

function inputParameter(context: SbmlContext, drug: Drug, dosing: ExportedDosing): SbmlParameter {
  const { doseUnit, label } = drug.definition;
  const isGiven = ratesOf(dosing, drug).some((rate) => rate > 0);
  return {
    id: context.idOf(inputRate(drug)),
    value: 0,
    unit: `${doseUnit}/day`,
    constant: !isGiven,
    remarks: [`Input of ${label} at present.`],
  };
}

interface DoseAssignment {
  readonly variable: string;
  readonly value: XmlElement;
  /** In words, for the name of the event. */
  readonly what: string;
  /** Whether the value is added to what is there. */
  readonly isAdded?: boolean;
}

function doseEvent(
  { newId, units }: SbmlContext,
  day: number,
  index: number,
  assignments: readonly DoseAssignment[],
): XmlElement {
  const trigger = element('trigger', { initialValue: 'false', persistent: 'true' }, [
    math(apply('geq', time, cn(day, units.idOf('day')))),
  ]);
  const id = newId(`dose_change_${index + 1}`);
  return element(
    'event',
    { id, name: `day ${day}: ${assignments.map(({ what }) => what).join(', ')}`, useValuesFromTriggerTime: 'true' },
    [
      trigger,
      element(
        'listOfEventAssignments',
        {},
        assignments.map(({ variable, value, isAdded = false }) =>
          element('eventAssignment', { variable }, [math(isAdded ? apply('plus', ci(variable), value) : value)]),
        ),
      ),
    ],
  );
}
