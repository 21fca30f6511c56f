import type { PlannedArm } from '../../../studies/patient/patient-model.js';
import type { Codec } from '../../app/codecs.js';

/** The patient that single values are changed of. */
export type PatientBase =
  | { readonly kind: 'median' }
  | { readonly kind: 'seed'; readonly seed: string }
  | { readonly kind: 'number'; readonly number: number };

/** `median`, `seed:7`, `patient:12`. */
export const baseCodec: Codec<PatientBase> = {
  read: (text) => {
    if (text === 'median') return { kind: 'median' };
    const seed = /^seed:(.+)$/.exec(text)?.[1];
    if (seed !== undefined) return { kind: 'seed', seed };
    const number = Number(/^patient:(\d+)$/.exec(text)?.[1]);
    return Number.isInteger(number) && number >= 1 ? { kind: 'number', number } : null;
  },
  write: (base) => {
    if (base.kind === 'median') return 'median';
    return base.kind === 'seed' ? `seed:${base.seed}` : `patient:${base.number}`;
  },
};

/** Values of parameters by name, as `beta_X3=0.045,K1=3e9`. */
export const valuesCodec: Codec<Readonly<Record<string, number>>> = {
  read: (text) => {
    if (text === '') return {};
    const pairs = text.split(',').map((pair): readonly [string, number] => {
      const at = pair.lastIndexOf('=');
      return [pair.slice(0, at), at < 1 || at === pair.length - 1 ? Number.NaN : Number(pair.slice(at + 1))];
    });
    return pairs.every(([, value]) => value >= 0 && Number.isFinite(value)) ? Object.fromEntries(pairs) : null;
  },
  write: (values) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}`)
      .join(),
};

/** An edited plan's arms; null where they are those of the model. */
export type EditedArms = readonly PlannedArm[] | null;

/** Arms as JSON; what an address cannot hold is left to the checks of the simulation. */
export const armsCodec: Codec<EditedArms> = {
  read: (text) => {
    try {
      const value: unknown = JSON.parse(text);
      return value === null || (Array.isArray(value) && value.length > 0 && value.every(isArm)) ? value : null;
    } catch {
      return null;
    }
  },
  write: (arms) => (arms === null ? '' : JSON.stringify(arms)),
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRegimen = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((courses) => Array.isArray(courses) && courses.every(isCourse));

const isCourse = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.dose === 'number' &&
  typeof value.cycleDays === 'number' &&
  typeof value.durationDays === 'number' &&
  (value.cycles === null || typeof value.cycles === 'number') &&
  Array.isArray(value.days) &&
  value.days.every((day) => typeof day === 'number');

function isArm(value: unknown): value is PlannedArm {
  if (!isRecord(value) || typeof value.name !== 'string' || typeof value.label !== 'string') return false;
  const { untilProgression: stop, visits, death, regimen } = value;
  const stops =
    stop === null ||
    (isRecord(stop) && typeof stop.delayDays === 'number' && (stop.next === null || isRegimen(stop.next)));
  return (
    isRegimen(regimen) &&
    stops &&
    (visits === null || isRecord(visits)) &&
    (death === null || typeof death === 'string')
  );
}
