import { useSignal } from '@preact/signals';
import { leastHorizon } from '../../../browser.js';
import type { PlannedArm } from '../../../studies/patient/patient-model.js';
import { Button } from '../../components/button.js';
import { ArmEditor } from './arm-editor.js';
import { DoseCalendar } from './dose-calendar.js';
import { NumberField } from './number-field.js';
import type { PatientResult } from './patient-engine.js';
import type { PatientView } from './patient-state.js';
import { copyOfArm } from './plan-edits.js';

const MOST_DAYS = 3660;

interface TreatmentPanelProps {
  readonly view: PatientView;
  readonly result: PatientResult | null;
}

/** Arms, horizon and visits: a calendar of each arm, and an editor for one of them. */
export function TreatmentPanel({ view, result }: TreatmentPanelProps) {
  const { model, address, plotted } = view;
  const opened = useSignal<string | null>(null);
  const plan = view.plan.value;
  const shown = view.shown.value;
  const change = (arms: readonly PlannedArm[]) => {
    address.arms.value = arms;
  };
  const isEdited = address.arms.value !== null || address.visits.value > 0 || address.days.value > 0;
  const everyDays = 'everyDays' in plan.visits ? plan.visits.everyDays : null;
  return (
    <section class="section treatment" aria-label="Treatment">
      <div class="section-head">
        <h2>Treatment</h2>
        <div class="treatment-days">
          <NumberField
            label="Horizon"
            unit="days"
            value={plan.horizonDays}
            min={leastHorizon(model)}
            max={MOST_DAYS}
            step={28}
            isWhole
            onValue={(value) => {
              address.days.value = value === model.plan.horizonDays || value === null ? 0 : value;
            }}
          />
          <NumberField
            label="Visits every"
            unit="days"
            value={everyDays}
            min={1}
            max={MOST_DAYS}
            step={7}
            isWhole
            empty="listed"
            onValue={(value) => {
              const own = 'everyDays' in model.plan.visits ? model.plan.visits.everyDays : null;
              address.visits.value = value === null || value === own ? 0 : value;
            }}
          />
          <Button
            kind="quiet"
            label="Reset"
            isDisabled={!isEdited}
            onClick={() => {
              address.arms.value = null;
              address.visits.value = 0;
              address.days.value = 0;
            }}
          />
        </div>
      </div>
      <p class="plot-note treatment-note">
        Bars are doses, ticks below are visits. The thick tick is the visit that shows progression; after it the strip
        is grey.
      </p>
      {plan.arms.map((arm, index) => {
        const course = result?.patient.arms.find((own) => own.arm === arm.name);
        const isShown = shown.includes(arm.name);
        const isOpen = opened.value === arm.name;
        return (
          <div key={arm.name} class={`arm-row${isShown ? '' : ' is-hidden'}`}>
            <div class="arm-head">
              <label class="check">
                <input
                  type="checkbox"
                  checked={isShown}
                  onChange={(event) => {
                    const others = address.hidden.value.filter((name) => name !== arm.name);
                    address.hidden.value = event.currentTarget.checked ? others : [...others, arm.name];
                  }}
                />
                <span class={`arm-swatch ${plotted.value[index]?.colour ?? ''}`} aria-hidden="true" />
                {arm.label}
              </label>
              <div class="arm-actions">
                <Button
                  kind="quiet"
                  label={isOpen ? 'Done' : 'Edit'}
                  hint={`${isOpen ? 'Close the editor of' : 'Edit'} ${arm.label}`}
                  isPressed={isOpen}
                  onClick={() => {
                    opened.value = isOpen ? null : arm.name;
                  }}
                />
                <Button
                  kind="quiet"
                  icon="copy"
                  label={`Copy ${arm.label}`}
                  isIconOnly
                  onClick={() => {
                    const copy = copyOfArm(arm, plan.arms);
                    change([...plan.arms, copy]);
                    opened.value = copy.name;
                  }}
                />
                <Button
                  kind="quiet"
                  icon="trash"
                  label={`Remove ${arm.label}`}
                  isIconOnly
                  isDisabled={plan.arms.length === 1}
                  onClick={() => change(plan.arms.filter(({ name }) => name !== arm.name))}
                />
              </div>
            </div>
            {course === undefined ? null : (
              <DoseCalendar
                label={arm.label}
                doses={course.doses}
                drugs={model.drugs}
                horizonDays={result!.input.plan.horizonDays}
                visits={course.visits}
                progressionDay={course.progressionDay}
              />
            )}
            {isOpen ? (
              <ArmEditor
                arm={arm}
                regimens={model.regimens}
                drugs={model.drugs}
                deaths={Object.keys(model.death)}
                onChange={(next) => change(plan.arms.map((own) => (own.name === arm.name ? next : own)))}
              />
            ) : null}
          </div>
        );
      })}
    </section>
  );
}
