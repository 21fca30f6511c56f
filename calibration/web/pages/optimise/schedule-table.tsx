import { formatError, formatFixed, formatSigned } from '../../../browser.js';
import type { OptimiseReply } from '../../../server/api/optimise.js';
import type { OptimiseCandidate, OptimiseResult, ScheduleQuantity } from '../../../studies/optimise/result.js';
import { allCandidates, candidateName, quantityOf, REFERENCE } from './front-plot.js';

const outcomes = {
  better: 'better',
  'trade-off': 'better and worse',
  alike: 'no difference beyond the error',
  worse: 'worse',
  unknown: 'not known',
} as const;

interface ScheduleTableProps {
  readonly reply: OptimiseReply;
  readonly chosen: string;
  readonly onChoose: (label: string) => void;
}

/** All schedules, one of which is chosen: by a click, or by the arrow keys. */
export function ScheduleTable({ reply, chosen, onChoose }: ScheduleTableProps) {
  const { result, compared } = reply;
  return (
    <div class="schedule-scroll" role="region" aria-label="Schedules" tabIndex={0}>
      <table class="outcome schedules">
        <thead>
          <tr>
            <th scope="col">Schedule</th>
            {result.objectives.map(({ name, goal }) => (
              <th key={name} scope="col" class="right">
                {quantityOf(result, name).short_label} <span class="unit">{goal === 'max' ? '↑' : '↓'}</span>
              </th>
            ))}
            <th scope="col">Against the reference</th>
            <th scope="col">Limits</th>
          </tr>
        </thead>
        <tbody>
          {allCandidates(result).map((candidate) => {
            const { label } = candidate;
            const verdict = compared.find((one) => one.label === label);
            return (
              <tr key={label} class={label === chosen ? 'is-chosen' : undefined} onClick={() => onChoose(label)}>
                <th scope="row">
                  <label class="check">
                    <input type="radio" name="schedule" checked={label === chosen} onChange={() => onChoose(label)} />
                    {candidateName(candidate)}
                  </label>
                </th>
                {result.objectives.map(({ name }) => (
                  <td key={name} class="right">
                    {differenceText(candidate, quantityOf(result, name))}
                  </td>
                ))}
                <td>{verdict === undefined ? '–' : outcomes[verdict.outcome]}</td>
                <td>{candidate.limits_met ? 'met' : <span class="bad">not met</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Value of the reference, or the difference of another schedule. */
function differenceText({ label, confirmed }: OptimiseCandidate, { name, decimals, unit }: ScheduleQuantity): string {
  const found = confirmed[name];
  if (found === undefined) return '–';
  const behind = unit === '' ? '' : ` ${unit}`;
  if (label === REFERENCE) return `${formatFixed(found.value, decimals)}${behind}`;
  return `${formatSigned(found.difference, decimals)}${errorText(found.difference_error, decimals)}`;
}

const errorText = (error: number | null, decimals: number) =>
  error === null || error === 0 ? '' : ` ± ${formatError(error, decimals)}`;

/** Every quantity of the chosen schedule beside the reference, and what the search promised. */
export function QuantityTable({
  result,
  candidate,
}: {
  readonly result: OptimiseResult;
  readonly candidate: OptimiseCandidate;
}) {
  const { reference } = result;
  const limits = new Map(result.limits.map((limit) => [limit.name, limit]));
  return (
    <div class="schedule-scroll" role="region" aria-label="Values of the schedule" tabIndex={0}>
      <table class="outcome">
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col" class="right">
              {candidateName(candidate)}
            </th>
            <th scope="col" class="right">
              Reference
            </th>
            <th scope="col" class="right">
              Difference
            </th>
            <th scope="col" class="right">
              In the search
            </th>
            <th scope="col">Limit</th>
          </tr>
        </thead>
        <tbody>
          {result.quantities.map((quantity) => {
            const { name, label, unit, decimals } = quantity;
            const own = candidate.confirmed[name];
            const limit = limits.get(name);
            if (own === undefined) return null;
            const isObjective = result.objectives.some((objective) => objective.name === name);
            return (
              <tr key={name}>
                <th scope="row" class={isObjective ? 'is-objective' : undefined}>
                  {label} {unit === '' ? null : <span class="unit">{unit}</span>}
                </th>
                <td class="right">
                  {formatFixed(own.value, decimals)}
                  {errorText(own.error, decimals)}
                </td>
                <td class="right">{formatFixed(reference.confirmed[name]?.value ?? null, decimals)}</td>
                <td class="right">{candidate.label === REFERENCE ? '–' : differenceText(candidate, quantity)}</td>
                <td class="right">{formatFixed(candidate.search?.[name]?.value ?? null, decimals)}</td>
                <td>
                  {limit === undefined
                    ? ''
                    : [
                        limit.least === null ? '' : `at least ${limit.least}`,
                        limit.most === null ? '' : `at most ${limit.most}`,
                      ]
                        .filter((text) => text !== '')
                        .join(', ')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
