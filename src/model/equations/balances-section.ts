import type { Process } from '../processes.js';
import { type CellState, cellStates } from '../species.js';
import type { SwitchName } from '../switches.js';
import { formulaText } from './expression-text.js';
import { codeBlock } from './markdown.js';
import type { ModelForms, NamedProcess } from './model-forms.js';
import { processKinds } from './process-kinds.js';

/** Right-hand side of each cell state as a sum of named fluxes, eq. (1). */
export function balancesSection({ families }: ModelForms): string {
  const every = families.flatMap((family) => family.processes);
  const processes = processKinds.flatMap((kind) => every.filter(({ forms }) => forms.posted.kind === kind));
  return [
    `## Balances, eq. (1) (${cellStates.length})`,
    'Each name stands for the flux of that process above; terms are in the order of eq. (1). Drug states have their equations under Pharmacokinetics.',
    ...cellStates.map((state) => codeBlock(balanceLines(state, processes))),
  ].join('\n\n');
}

function balanceLines(state: CellState, processes: readonly NamedProcess[]): readonly string[] {
  const rows = processes.flatMap(({ name, forms }) => {
    const posted = termOf(name, forms.posted, state);
    const variants = forms.corrected
      .map(({ by, form }) => ({ by, term: termOf(name, form, state) }))
      .filter(({ term }) => term !== posted);
    return posted === null && variants.length === 0 ? [] : [{ posted, variants }];
  });
  const terms = rows.flatMap(({ posted, variants }) => [
    ...(posted === null ? [] : [`  ${posted}`]),
    ...variants.map(({ by, term }) => correctedLine(by, posted, term)),
  ]);
  return [`d[${state}]/dt =`, ...terms];
}

function correctedLine(by: SwitchName, posted: string | null, corrected: string | null): string {
  const instead = posted === null ? 'in addition' : 'instead';
  return `      # ${by} corrected: ${corrected ?? 'absent'} ${instead}`;
}

/** Signed contribution of a process to one state; null where it has none. */
function termOf(name: string, { leaves, enters, gain }: Process, state: CellState): string | null {
  if (leaves === state) return `- ${name}`;
  if (enters !== state) return null;
  const factor = formulaText(gain);
  if (factor === '1') return `+ ${name}`;
  return `+ ${gain.kind === 'number' ? factor : `(${factor})`} * ${name}`;
}
