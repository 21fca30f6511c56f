import type { DrugDefinition } from '../../../../src/index.js';
import type { GivenDose } from '../../../studies/patient/simulate-one.js';

interface DoseCalendarProps {
  readonly label: string;
  readonly doses: readonly GivenDose[];
  readonly drugs: Readonly<Record<string, Pick<DrugDefinition, 'label' | 'doseUnit'>>>;
  readonly horizonDays: number;
  readonly visits: readonly number[];
  readonly progressionDay: number | null;
}

/** Days with a line of their own below the strips. */
const MONTH_DAYS = 28;
const [WIDTH, ROW, FOOT] = [1000, 18, 14];

/** What the patient is given, day by day: a strip for each drug, with the visits and the day of progression. */
export function DoseCalendar(props: DoseCalendarProps) {
  const { label, doses, drugs, horizonDays, visits, progressionDay } = props;
  const given = [...new Set(doses.map(({ drug }) => drug))];
  const x = (day: number) => (day / horizonDays) * WIDTH;
  const height = Math.max(1, given.length) * ROW;
  const words = given.map((drug) => {
    const own = doses.filter((dose) => dose.drug === drug);
    return `${own.length} doses of ${drugs[drug]?.label ?? drug}, the last on day ${Math.floor(own.at(-1)!.day)}`;
  });
  const end = progressionDay === null ? 'no visit shows progression' : `progression shows on day ${progressionDay}`;
  return (
    <div class="calendar">
      <ul class="calendar-names">
        {given.length === 0 ? <li class="soft">no drug</li> : null}
        {given.map((drug) => (
          <li key={drug}>{drugs[drug]?.label ?? drug}</li>
        ))}
      </ul>
      <svg
        viewBox={`0 0 ${WIDTH} ${height + FOOT}`}
        height={height + FOOT}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${words.length === 0 ? 'no drug' : words.join('; ')}; ${end}.`}
      >
        {Array.from({ length: Math.floor(horizonDays / MONTH_DAYS) + 1 }, (_, month) => (
          <line key={month} class="month" x1={x(month * MONTH_DAYS)} x2={x(month * MONTH_DAYS)} y1={0} y2={height} />
        ))}
        {progressionDay === null ? null : (
          <rect class="after" x={x(progressionDay)} y={0} width={WIDTH - x(progressionDay)} height={height} />
        )}
        {given.map((drug, row) => (
          <g key={drug} class={`strip drug-${(row % 4) + 1}`}>
            <line class="track" x1={0} x2={WIDTH} y1={row * ROW + ROW / 2} y2={row * ROW + ROW / 2} />
            {doses
              .filter((dose) => dose.drug === drug)
              .map(({ day, amount }) => (
                <rect key={day} x={x(day)} y={row * ROW + 3} width={Math.max(1.4, x(0.7))} height={ROW - 6}>
                  <title>{`Day ${Number(day.toFixed(1))}: ${Number(amount.toPrecision(5))} ${drugs[drug]?.doseUnit ?? ''}`}</title>
                </rect>
              ))}
          </g>
        ))}
        {visits.map((day) => (
          <line
            key={day}
            class={day === progressionDay ? 'visit progression' : 'visit'}
            x1={x(day)}
            x2={x(day)}
            y1={height + 2}
            y2={height + FOOT - 2}
          />
        ))}
      </svg>
    </div>
  );
}
