import type { Process } from '../processes.js';
import type { SwitchName } from '../switches.js';
import { FORMULA_WIDTH, formulaLines, formulaText } from './expression-text.js';
import { codeBlock } from './markdown.js';
import type { ModelForms, NamedProcess } from './model-forms.js';
import { kindTitles, processKinds } from './process-kinds.js';

/** Every process by family of cells and kind, with the paper's equation and its flux. */
export function processesSection({ families }: ModelForms): string {
  const count = families.reduce((total, { processes }) => total + processes.length, 0);
  return [
    `## Processes, eqs. (2)-(15) (${count})`,
    'A flux in cell/L/day leaves the state before the arrow and enters the one behind it; with one state alone, source and proliferation enter it, the others leave it. What enters is the flux times the gain, which is 1 where none is stated.',
    ...families.flatMap(({ title, processes }) => [`### ${title}`, ...kindBlocks(processes)]),
  ].join('\n\n');
}

function kindBlocks(processes: readonly NamedProcess[]): readonly string[] {
  return processKinds.flatMap((kind) => {
    const own = processes.filter(({ forms }) => forms.posted.kind === kind);
    const equations = [...new Set(own.map(({ forms }) => forms.posted.equation))].sort();
    return equations.map((equation) => {
      const members = own.filter(({ forms }) => forms.posted.equation === equation);
      const label = equation.includes(',') ? 'eqs.' : 'eq.';
      return `**${kindTitles[kind]}, ${label} (${equation})**\n\n${codeBlock(members.flatMap(linesOf))}`;
    });
  });
}

function linesOf({ name, forms }: NamedProcess): readonly string[] {
  const { posted, corrected } = forms;
  const gain = gainText(posted);
  const lines = fluxLines(name, posted);
  const withGain = gain === '1' ? lines : [...lines.slice(0, -1), `${lines.at(-1)}    [gain ${gain}]`];
  return [...withGain, ...corrected.flatMap(({ by, form }) => correctedLines(name, by, posted, form))];
}

/** `name = flux` on one line, or the name on a line of its own above the broken flux. */
function fluxLines(name: string, { flux }: Process): readonly string[] {
  const oneLine = `${name} = ${formulaText(flux)}`;
  if (oneLine.length <= FORMULA_WIDTH) return [oneLine];
  return [`${name} =`, ...formulaLines(flux, FORMULA_WIDTH - 4).map((line) => `    ${line}`)];
}

function gainText({ leaves, enters, gain }: Process): string {
  return leaves !== undefined && enters === undefined && formulaText(gain) === '0'
    ? '0: nothing enters'
    : formulaText(gain);
}

/** What a corrected switch changes: the flux, the gain, or both. */
function correctedLines(name: string, by: SwitchName, posted: Process, corrected: Process): readonly string[] {
  const fluxChanges = formulaText(corrected.flux) !== formulaText(posted.flux);
  const gainChanges = gainText(corrected) !== gainText(posted);
  const remark = `  # ${by} corrected:${gainChanges ? ` gain ${gainText(corrected)}` : ''}`;
  return fluxChanges ? [remark, ...fluxLines(name, corrected).map((line) => `    ${line}`)] : [remark];
}
