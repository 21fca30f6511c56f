// Every clinical endpoint, read from the registry over which targets, fit, reports and result files iterate.
import { table } from './command-reference.js';

const kinds = {
  rate: 'share of patients in response classes at one visit',
  best: 'share of patients by best response',
  median: 'time at which a curve falls to one half',
  landmark: 'share of patients without the event at a month',
};

/** How each kind of endpoint is read from simulated patients. */
const readings = `A **rate** counts the response classes at one visit (\`simulation.assessmentDay\`, 56 days by default) against baseline. A **best response** takes all visits
until progression. Survival is not drawn for each patient: a simulated patient has a probability of being alive at every day, and a **landmark** is the weighted mean
of these, a **median** the day at which that mean falls to one half. [Progression-free survival](../pfs.md) counts progression at a visit or death, whichever comes first.`;

/**
 * The page of all endpoints.
 *
 * @param endpoints - the registry
 */
export function endpointReference(endpoints) {
  const rows = endpoints.map(({ name, label, unit, kind, summary, group, tolerance }) => [
    `\`${name}\``,
    label,
    summary ?? kinds[kind],
    unit === 'percent' ? '%' : unit,
    `\`${group}\``,
    tolerance === null ? '' : `\`${tolerance}\``,
  ]);
  return `# Endpoints

Made by \`npm run docs\` from the registry of endpoints. The names are those of result files, \`--output\` and objectives of a search; weights and tolerances are keys of
\`targets.weights\` and \`targets.tolerances\` in a [configuration](configuration.md#targets).

${readings}

${table(['name', 'endpoint', 'meaning', 'unit', 'weight', 'tolerance'], rows)}`;
}
