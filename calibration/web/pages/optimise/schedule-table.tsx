import { formatError, formatFixed, formatSigned } from '../../../browser.js';
import type { OptimiseReply } from '../../../server/api/optimise.js';
import type { OptimiseCandidate, OptimiseResult, ScheduleQuantity } from '../../../studies/optimise/result.js';
import { allCandidates, candidateName, quantityOf, REFERENCE, searchedValue } from './front-plot.js';

const outcomes = {
  better: 'better',
  'trade-off': 'trade-off',
  alike: 'alike',
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
  const hasLimits = result.limits.length > 0;
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
            <th scope="col">Verdict</th>
            {hasLimits ? <th scope="col">Limits</th> : null}
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
                {hasLimits ? <td>{candidate.limits_met ? 'met' : <span class="bad">not met</span>}</td> : null}
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

interface QuantityTableProps {
  readonly result: OptimiseResult;
  readonly candidate: OptimiseCandidate;
  readonly quantities: readonly ScheduleQuantity[];
  readonly label: string;
}

/** Quantities of the chosen schedule beside the reference, and what the search promised. */
export function QuantityTable({ result, candidate, quantities, label: title }: QuantityTableProps) {
  const { reference } = result;
  const isReference = candidate.label === REFERENCE;
  const hasLimits = quantities.some(({ name }) => result.limits.some((limit) => limit.name === name));
  return (
    <div class="schedule-scroll" role="region" aria-label={title} tabIndex={0}>
      <table class="outcome">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" class="right">
              {candidateName(candidate)}
            </th>
            {isReference ? null : (
              <>
                <th scope="col" class="right">
                  Reference
                </th>
                <th scope="col" class="right">
                  Difference
                </th>
                <th scope="col" class="right">
                  In the search
                </th>
              </>
            )}
            {hasLimits ? <th scope="col">Limit</th> : null}
          </tr>
        </thead>
        <tbody>
          {quantities.map((quantity) => {
            const { name, label, unit, decimals } = quantity;
            const own = candidate.confirmed[name];
            if (own === undefined) return null;
            return (
              <tr key={name}>
                <th scope="row">
                  {label} {unit === '' ? null : <span class="unit">{unit}</span>}
                </th>
                <td class="right">
                  {formatFixed(own.value, decimals)}
                  {errorText(own.error, decimals)}
                </td>
                {isReference ? null : (
                  <>
                    <td class="right">{formatFixed(reference.confirmed[name]?.value ?? null, decimals)}</td>
                    <td class="right">{differenceText(candidate, quantity)}</td>
                    <td class="right">
                      {formatSigned(searchedValue(candidate, result, name, 'differences'), decimals)}
                    </td>
                  </>
                )}
                {hasLimits ? <td>{limitText(result, name)}</td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function limitText({ limits }: OptimiseResult, name: string): string {
  const limit = limits.find((one) => one.name === name);
  if (limit === undefined) return '';
  const { least, most } = limit;
  return [least === null ? '' : `at least ${least}`, most === null ? '' : `at most ${most}`]
    .filter((text) => text !== '')
    .join(', ');
}
