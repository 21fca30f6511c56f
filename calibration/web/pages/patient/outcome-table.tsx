import { formatFixed, formatSigned } from '../../../browser.js';
import type { ArmCourse } from '../../../studies/patient/simulate-one.js';
import type { PlottedArm } from './patient-curves.js';
import type { PatientResult } from './patient-engine.js';

interface OutcomeTableProps {
  readonly result: PatientResult;
  readonly arms: readonly PlottedArm[];
}

/** What becomes of the patient under each arm: the numbers that `qcic simulate` writes. */
export function OutcomeTable({ result, arms }: OutcomeTableProps) {
  const { model, plan } = result.input;
  const { assessmentDay } = model.spec;
  const hasSurvival = result.patient.arms.some(({ survival }) => survival !== null);
  return (
    <div class="outcome-scroll" role="region" aria-label="Outcome by arm" tabIndex={0}>
      <table class="outcome">
        <thead>
          <tr>
            <th scope="col">Arm</th>
            <th scope="col">Day {assessmentDay}</th>
            <th scope="col">Best response</th>
            <th scope="col" class="right">
              Progression <span class="unit">day</span>
            </th>
            <th scope="col" class="right">
              Doses
            </th>
            {hasSurvival ? (
              <th scope="col" class="right">
                Alive, day {plan.horizonDays} <span class="unit">%</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => {
            const course = result.patient.arms.find((own) => own.arm === arm.name);
            if (course === undefined) return null;
            const tri = result.patient.record.arms[arm.name]!.tri[0]!;
            return (
              <tr key={arm.name}>
                <th scope="row">
                  <span class={`arm-swatch ${arm.colour}`} aria-hidden="true" />
                  {arm.label}
                </th>
                {course.course === null ? (
                  <td colSpan={hasSurvival ? 5 : 4} class="bad">
                    failed: {course.failure?.reason} on day {formatFixed(course.failure?.day ?? 0, 2)}
                  </td>
                ) : (
                  <OutcomeCells course={course} change={tri} hasSurvival={hasSurvival} />
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function OutcomeCells(props: { readonly course: ArmCourse; readonly change: number; readonly hasSurvival: boolean }) {
  const { course, change, hasSurvival } = props;
  const { response, course: shown, progressionDay, doses, survival } = course;
  return (
    <>
      <td>
        {response === null ? null : <ClassChip name={response} />}{' '}
        <span class="soft">{formatSigned(100 * change, 1)} %</span>
      </td>
      <td>
        <ClassChip name={shown!.best} />
        {shown!.bestConfirmed === shown!.best ? null : <span class="soft"> confirmed {shown!.bestConfirmed}</span>}
      </td>
      <td class="right">{progressionDay ?? 'none'}</td>
      <td class="right">{doses.length}</td>
      {hasSurvival ? <td class="right">{survival === null ? '–' : formatFixed(100 * survival.at(-1)!, 1)}</td> : null}
    </>
  );
}

const meanings: Readonly<Record<string, string>> = {
  CR: 'complete response',
  PR: 'partial response',
  SD: 'stable disease',
  PD: 'progressive disease',
  NE: 'not evaluable',
};

/** A class of response. */
export function ClassChip({ name }: { readonly name: string }) {
  return (
    <span class={`class-chip class-${name.toLowerCase()}`} title={meanings[name]}>
      {name}
    </span>
  );
}

/** What the patient shows, in one sentence. */
export function outcomeSentence({ patient, input }: PatientResult, arms: readonly PlottedArm[]): string {
  const named = arms.flatMap((arm) => {
    const course = patient.arms.find((own) => own.arm === arm.name);
    return course === undefined ? [] : [{ ...course, label: arm.label }];
  });
  const completed = named.filter(({ course }) => course !== null);
  if (completed.length === 0) return 'The simulation failed under every arm.';
  const progression = completed.map(({ label, progressionDay }) =>
    progressionDay === null ? `at no visit under ${label}` : `on day ${progressionDay} under ${label}`,
  );
  const alive = completed.flatMap(({ survival }) =>
    survival === null ? [] : [`${(100 * survival.at(-1)!).toFixed(0)}`],
  );
  const end =
    alive.length === completed.length
      ? ` At day ${input.plan.horizonDays}, ${listed(alive)} % of patients like this one are alive.`
      : '';
  return `Progression shows ${listed(progression)}.${end}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
