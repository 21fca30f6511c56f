import { endpointShort } from '../../endpoints/endpoints.js';
import type { Manifest } from '../../store/manifest.js';
import { type Leaf, pointer, type Scalar, type SectionName, type Steps, scalarsOf } from './json-leaves.js';

/** A run as it is compared: its manifest, and the content of its result file. */
export interface ComparedRun {
  /** How it is named in the comparison. */
  readonly id: string;
  readonly manifest: Manifest;
  /** Name and content of its JSON file; null where it has none. */
  readonly result: { readonly file: string; readonly value: unknown } | null;
}

/** Values of the result of a study that is no fit; more are left out. */
export const MOST_RESULT_VALUES = 3000;
/** Values of a configuration or of settings, likewise. */
const MOST_SETTINGS = 3000;

const MANIFEST = 'manifest.json';

/** Values of manifest.json that describe the study. */
const studyKeys: readonly (readonly [steps: Steps, label: string, unit: string])[] = [
  [['kind'], 'command', ''],
  [['name'], 'name', ''],
  [['status'], 'status', ''],
  [['seed'], 'seed', ''],
  [['version'], 'version', ''],
  [['commit'], 'commit', ''],
  [['timings', 'started'], 'started', ''],
  [['timings', 'elapsed_seconds'], 'time', 's'],
  [['backend'], 'backend', ''],
  [['results_sha256'], 'SHA-256 of the results', ''],
];

interface Leaves {
  readonly leaves: readonly Leaf[];
  /** Values that are left out. */
  readonly omitted: number;
}

/** Everything of a run that is compared. */
export function leavesOfRun({ manifest, result }: ComparedRun): Leaves {
  const leaves: Leaf[] = [];
  let omitted = 0;
  const take = (section: SectionName, file: string, root: unknown) => {
    const add = (steps: Steps, label: string, unit: string, key = label, value = valueAt(root, steps)) => {
      if (isScalar(value)) leaves.push({ section, key, label, unit, value, source: pointer(file, steps) });
    };
    const addAll = (steps: Steps, most: number) => {
      let count = 0;
      for (const [each, value] of scalarsOf(valueAt(root, steps), steps)) {
        // None at all is null in place of a record
        if (each.length === steps.length) continue;
        count++;
        if (count > most) omitted++;
        else {
          const label = each.slice(steps.length).join('.');
          add(each, label, '', label, value);
        }
      }
    };
    return { add, addAll };
  };
  const study = take('Study', MANIFEST, manifest);
  for (const [steps, label, unit] of studyKeys) study.add(steps, label, unit);
  for (const [index, { cohort }] of manifest.patients.entries()) {
    study.add(['patients', index, 'patients'], `patients, ${cohort}`, '');
    study.add(['patients', index, 'failed'], `failed patients, ${cohort}`, '');
  }
  take('Configuration', MANIFEST, manifest).addAll(['config'], MOST_SETTINGS);
  take('Settings', MANIFEST, manifest).addAll(['settings'], MOST_SETTINGS);
  if (result !== null) {
    const { file, value } = result;
    if (manifest.kind === 'run' || manifest.kind === 'refit')
      addFit(value, (section) => take(section, file, value).add);
    else take('Result', file, value).addAll([], MOST_RESULT_VALUES);
  }
  return { leaves, omitted };
}

/** What the values of a run are; runs with the same quantities at the same places share it. */
export type ValueForm = readonly Omit<Leaf, 'value'>[];

/** Everything of a run that is compared, apart from what its values are. */
export interface RunValues {
  readonly form: ValueForm;
  /** In the order of the form. */
  readonly values: readonly Scalar[];
  readonly omitted: number;
}

/** Makes one of equal forms, so that many runs need little memory. @returns the form of leaves that was met first */
export function sharedForms(): (leaves: ValueForm) => ValueForm {
  const forms: ValueForm[] = [];
  return (leaves) => {
    const place = forms.findIndex(
      (form) => form.length === leaves.length && form.every((each, at) => isAlike(each, leaves[at]!)),
    );
    const form =
      forms[place] ?? leaves.map(({ section, key, label, unit, source }) => ({ section, key, label, unit, source }));
    // The last one is looked at first: runs that are compared are often alike
    if (place > 0) forms.splice(place, 1);
    if (place !== 0) forms.unshift(form);
    return form;
  };
}

type Described = ValueForm[number];
const isAlike = (a: Described, b: Described): boolean =>
  a.source === b.source && a.key === b.key && a.section === b.section && a.label === b.label && a.unit === b.unit;

/** {@link leavesOfRun} with what they are and their values apart. */
export function valuesOfRun(run: ComparedRun, shared: (leaves: ValueForm) => ValueForm): RunValues {
  const { leaves, omitted } = leavesOfRun(run);
  return { form: shared(leaves), values: leaves.map(({ value }) => value), omitted };
}

type Add = (steps: Steps, label: string, unit: string, key?: string) => void;

/** Values of results.json, each named by what it is and not by its place. */
function addFit(results: unknown, into: (section: SectionName) => Add): void {
  const [simulated, clinical, fitted] = [into('Simulated endpoints'), into('Clinical endpoints'), into('Fit')];
  for (const [index, row] of entriesOf(valueAt(results, ['targets']))) {
    const [arm, endpoint] = [textAt(row, 'arm'), textAt(row, 'endpoint')];
    const unit = textAt(row, 'unit') === 'months' ? 'months' : '%';
    const [label, key] = [`${arm}, ${endpointShort(endpoint)}`, `${arm}, ${endpoint}`];
    const at = (name: string): Steps => ['targets', index, name];
    simulated(at('simulated'), label, unit, key);
    simulated(at('verdict'), `${label}, verdict`, '', `${key}, verdict`);
    clinical(at('target'), label, unit, key);
    clinical(at('standard_error'), `${label}, standard error`, unit, `${key}, standard error`);
    clinical(at('tolerance'), `${label}, tolerance`, unit, `${key}, tolerance`);
    clinical(at('patients'), `${label}, patients`, '', `${key}, patients`);
  }
  const rounds = entriesOf(valueAt(results, ['fit', 'rounds']));
  const last = rounds.at(-1)?.[0];
  if (last !== undefined) {
    const at = (name: string): Steps => ['fit', 'rounds', last, name];
    fitted(at('round'), 'rounds', '');
    fitted(at('pooled'), 'pooled patients', '');
    fitted(at('effective_sample_size'), 'effective sample size', '');
    fitted(at('iterations'), 'iterations of the last round', '');
    fitted(at('cost_data'), 'cost of the data', '');
    fitted(at('cost_prior'), 'cost of the prior', '');
    fitted(at('fresh_cohort_worst'), 'largest deviation', 'tolerances');
  }
  fitted(['confirmation', 'n'], 'validation cohort', 'patients');
  for (const [index, row] of entriesOf(valueAt(results, ['confirmation', 'survival_rmse'])))
    fitted(['confirmation', 'survival_rmse', index, 'rmse'], `${textAt(row, 'arm')}, RMSE of survival`, 'points of %');
  fitted(['failed_patients', 'failed'], 'failed patients', '');
  const shapes = into('Shapes');
  for (const [name] of entriesOf(valueAt(results, ['fit', 'shapes']))) {
    for (const shape of ['alpha', 'beta', 'min', 'max']) {
      const unit = shape === 'min' || shape === 'max' ? textAt(valueAt(results, ['fit', 'shapes', name]), 'unit') : '';
      shapes(['fit', 'shapes', name, shape], `${name}, ${shape}`, unit);
    }
  }
  const death = into('Death functions');
  for (const [arm, form] of entriesOf(valueAt(results, ['fit', 'dpf']))) {
    for (const [steps] of scalarsOf(form)) {
      const [name = ''] = steps;
      const unit = name === 'mu' || name === 'sigma' ? 'chi' : String(name).startsWith('daily') ? '% per day' : '';
      death(
        ['fit', 'dpf', arm, ...steps],
        `${arm}, ${steps.join(' ').replaceAll('_', ' ')}`,
        unit,
        `${arm}, ${steps.join('/')}`,
      );
    }
  }
  const scalars = valueAt(results, ['fit', 'scalars', 'values']);
  for (const [name] of entriesOf(scalars)) fitted(['fit', 'scalars', 'values', name], `${name}, fitted`, '');
}

/** A part of plain data; undefined where there is none. */
function valueAt(root: unknown, steps: Steps): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

/** Members of a list or a record; none of anything else. */
function entriesOf(value: unknown): readonly (readonly [step: string | number, member: unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function textAt(value: unknown, name: string): string {
  const found = valueAt(value, [name]);
  return typeof found === 'string' ? found : '';
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
