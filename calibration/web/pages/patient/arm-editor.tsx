import type { DrugDefinition, Regimen } from '../../../../src/index.js';
import { toCanonicalJson } from '../../../browser.js';
import type { PlannedArm } from '../../../studies/patient/patient-model.js';
import { CourseEditor } from './course-editor.js';
import { NumberField } from './number-field.js';
import { withCourse, withCoursesOf, withNewCourse } from './plan-edits.js';

interface ArmEditorProps {
  readonly arm: PlannedArm;
  readonly regimens: Readonly<Record<string, Regimen>>;
  readonly drugs: Readonly<Record<string, DrugDefinition>>;
  /** Arms with a death function. */
  readonly deaths: readonly string[];
  readonly onChange: (arm: PlannedArm) => void;
}

const NOTHING = '';
const MOST_DELAY = 3660;

/** Dose of a drug that is added: the first one that a known regimen gives. */
export function usualDose(drug: string, regimens: Readonly<Record<string, Regimen>>): number {
  for (const regimen of Object.values(regimens)) {
    const course = regimen[drug]?.[0];
    if (course !== undefined) return course.dose;
  }
  return 100;
}

/** Name of the known regimen that an arm gives; empty where it is another one. */
export function regimenName(regimen: Regimen, regimens: Readonly<Record<string, Regimen>>): string {
  const text = toCanonicalJson(regimen);
  return Object.keys(regimens).find((name) => toCanonicalJson(regimens[name]) === text) ?? NOTHING;
}

/** What an arm is given, and until when. */
export function ArmEditor({ arm, regimens, drugs, deaths, onChange }: ArmEditorProps) {
  const { regimen, untilProgression: stop } = arm;
  const given = Object.keys(regimen);
  const change = (next: Regimen) => onChange({ ...arm, regimen: next });
  const preset = regimenName(regimen, regimens);
  const after = stop?.next == null ? NOTHING : regimenName(stop.next, regimens);
  return (
    <div class="arm-editor">
      <div class="arm-choices">
        <label class="choice">
          Regimen
          <select
            value={preset}
            onChange={(event) => {
              const chosen = regimens[event.currentTarget.value];
              if (chosen !== undefined) change(chosen);
            }}
          >
            {preset === NOTHING ? <option value={NOTHING}>edited</option> : null}
            {Object.keys(regimens).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="choice">
          Add a drug
          <select
            value={NOTHING}
            onChange={(event) => {
              const drug = event.currentTarget.value;
              event.currentTarget.value = NOTHING;
              if (drug !== NOTHING) change(withNewCourse(regimen, drug, usualDose(drug, regimens)));
            }}
          >
            <option value={NOTHING}>choose…</option>
            {Object.entries(drugs).map(([name, { label, calibrated }]) => (
              <option key={name} value={name}>
                {label}
                {calibrated ? '' : ' (not calibrated)'}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={stop !== null}
            onChange={(event) =>
              onChange({ ...arm, untilProgression: event.currentTarget.checked ? { delayDays: 0, next: null } : null })
            }
          />
          Stop at progression
        </label>
        {stop === null ? null : (
          <>
            <NumberField
              label="Stop after"
              unit="days"
              value={stop.delayDays}
              min={0}
              max={MOST_DELAY}
              onValue={(value) => onChange({ ...arm, untilProgression: { ...stop, delayDays: value ?? 0 } })}
            />
            <label class="choice">
              Then
              <select
                value={after}
                onChange={(event) => {
                  const next = regimens[event.currentTarget.value] ?? null;
                  onChange({ ...arm, untilProgression: { ...stop, next } });
                }}
              >
                <option value={NOTHING}>{stop.next === null || after !== NOTHING ? 'nothing' : 'edited'}</option>
                {Object.keys(regimens).map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        {deaths.length === 0 ? null : (
          <label class="choice">
            Death function of
            <select
              value={arm.death ?? NOTHING}
              onChange={(event) => {
                const death = event.currentTarget.value;
                onChange({ ...arm, death: death === NOTHING ? null : death });
              }}
            >
              {arm.death === null || !deaths.includes(arm.death) ? (
                <option value={arm.death ?? NOTHING}>none</option>
              ) : null}
              {deaths.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {given.length === 0 ? <p class="soft">No drug is given. Choose a regimen, or add a drug.</p> : null}
      {given.flatMap((drug) =>
        regimen[drug]!.map((course, index, { length }) => (
          <CourseEditor
            key={`${drug}-${index}`}
            drug={drug}
            label={`${drugs[drug]?.label ?? drug}${length === 1 ? '' : `, course ${index + 1}`}`}
            doseUnit={drugs[drug]?.doseUnit ?? ''}
            course={course}
            onChange={(next) => change(withCourse(regimen, drug, index, next))}
            onRemove={() =>
              change(
                withCoursesOf(
                  regimen,
                  drug,
                  regimen[drug]!.filter((_, place) => place !== index),
                ),
              )
            }
          />
        )),
      )}
    </div>
  );
}
