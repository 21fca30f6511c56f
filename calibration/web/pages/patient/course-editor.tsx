import type { DosingCourse } from '../../../../src/index.js';
import { Button } from '../../components/button.js';
import { NumberField } from './number-field.js';
import { withCycleDays, withDayToggled } from './plan-edits.js';

/** A cycle of up to so many days is shown day by day. */
const MOST_SHOWN_DAYS = 84;
const MOST_DAYS = 3660;
const MOST_DOSE = 1e9;

interface CourseEditorProps {
  readonly drug: string;
  readonly label: string;
  readonly doseUnit: string;
  readonly course: DosingCourse;
  readonly onChange: (course: DosingCourse) => void;
  readonly onRemove: () => void;
}

/** One course of a drug: dose, days of the cycle, cycles. */
export function CourseEditor({ drug, label, doseUnit, course, onChange, onRemove }: CourseEditorProps) {
  const { dose, days, cycleDays, cycles, durationDays, startDay = 0, per } = course;
  const unit = per === undefined ? doseUnit : `${doseUnit}/${per === 'm2' ? 'm²' : per}`;
  const isCalendar = Number.isInteger(cycleDays) && cycleDays <= MOST_SHOWN_DAYS && days.every(Number.isInteger);
  return (
    <fieldset class="course" data-drug={drug}>
      <legend>{label}</legend>
      <Button kind="quiet" icon="close" label={`Remove ${label}`} isIconOnly onClick={onRemove} />
      <div class="course-fields">
        <NumberField
          label="Dose"
          unit={unit}
          value={dose}
          min={0}
          max={MOST_DOSE}
          step={dose >= 50 ? 5 : 1}
          onValue={(value) => onChange(withDoseOf(course, value ?? 0))}
        />
        <NumberField
          label="Cycle"
          unit="days"
          value={cycleDays}
          min={1}
          max={MOST_DAYS}
          onValue={(value) => onChange(withCycleDays(course, value ?? cycleDays))}
        />
        <NumberField
          label="Cycles"
          value={cycles}
          min={0}
          max={1000}
          isWhole
          empty="to the end"
          onValue={(value) => onChange({ ...course, cycles: value })}
        />
        <NumberField
          label="Delay"
          unit="days"
          value={startDay}
          min={0}
          max={MOST_DAYS}
          onValue={(value) => onChange(withStart(course, value ?? 0))}
        />
        <NumberField
          label="Input over"
          unit="days, 0 for a bolus"
          value={durationDays}
          min={0}
          max={MOST_DAYS}
          step={0.1}
          onValue={(value) => onChange({ ...course, durationDays: value ?? 0 })}
        />
      </div>
      {isCalendar ? (
        <div class="cycle-days" role="group" aria-label={`Days of the cycle with a dose of ${label}`}>
          {Array.from({ length: cycleDays }, (_, index) => index + 1).map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={days.includes(day)}
              aria-label={`Day ${day}`}
              onClick={() => onChange(withDayToggled(course, day))}
            >
              {day}
            </button>
          ))}
        </div>
      ) : (
        <p class="soft">Doses on days {days.join(', ')} of the cycle.</p>
      )}
    </fieldset>
  );
}

/** A course with another dose; a first dose keeps its ratio. */
function withDoseOf(course: DosingCourse, dose: number): DosingCourse {
  const { loadingDose } = course;
  if (loadingDose === undefined || course.dose === 0) return { ...course, dose };
  return { ...course, dose, loadingDose: (loadingDose / course.dose) * dose };
}

function withStart({ startDay: _, ...course }: DosingCourse, startDay: number): DosingCourse {
  return startDay === 0 ? course : { ...course, startDay };
}
