import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { listed } from '../../../page/listed.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import { type ArmRows, quantileOf, sortedValues } from './cohort.js';

interface AnsweredStudy {
  readonly arms: readonly ArmRows[];
  readonly styles: readonly ArmStyle[];
  /** Column of the change of size. */
  readonly change: string;
  /** Day of the response. */
  readonly day: string;
  readonly patients: number;
}

const percent = (share: number): string => formatSigned(100 * share, 0);

/** One patient: its change and class under every arm. */
function answerOfOne({ arms, styles, change, day }: AnsweredStudy): string {
  const parts = arms.map(({ arm, completed: [row] }) =>
    row === undefined
      ? `cannot be simulated under ${armLabel(styles, arm)}`
      : `${percent(Number(row[change]))} % under ${armLabel(styles, arm)} (${row.recist})`,
  );
  return `The tumor of this patient has changed by day ${day} by ${listed(parts)}.`;
}

/**
 * The answer of the page: how much the tumors change, and how many are controlled, under each arm.
 *
 * @param study - patients by arm
 * @returns one sentence
 */
export function simulationAnswer(study: AnsweredStudy): string {
  const { arms, styles, change, day, patients } = study;
  if (patients === 1) return answerOfOne(study);
  const known = arms.filter(({ completed }) => completed.length > 0);
  if (known.length === 0) return `None of the ${formatCount(patients)} patients could be simulated.`;
  const parts = known.map(({ arm, completed }) => {
    const controlled = completed.filter(({ recist = '' }) => ['CR', 'PR', 'SD'].includes(recist)).length;
    const median = quantileOf(sortedValues(completed, change), 0.5);
    return `${formatFixed((100 * controlled) / completed.length, 0)} % under ${armLabel(styles, arm)} (median change of size ${percent(median)} %)`;
  });
  return `On day ${day} the disease is controlled (no progression) in ${listed(parts)} of ${formatCount(patients)} patients.`;
}
