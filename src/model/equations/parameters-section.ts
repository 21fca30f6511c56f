import { type FixedParameterName, fixedParameters } from '../parameters/fixed-parameters.js';
import { heterogeneityParameters } from '../parameters/heterogeneity.js';
import { correctedOnlyParameters } from '../parameters/parameter-name.js';
import type { FixedParameter } from '../parameters/quantities.js';
import { code, markdownTable, numberText } from './markdown.js';

/** The fixed parameters by group, the one of a corrected form, and the per-patient ones. */
export function parametersSection(): string {
  return [fixedSection(), correctedOnlySection(), heterogeneitySection()].join('\n\n');
}

function fixedSection(): string {
  const groups = new Map<string, [FixedParameterName, FixedParameter][]>();
  for (const name of Object.keys(fixedParameters) as FixedParameterName[]) {
    const parameter = fixedParameters[name];
    const members = groups.get(parameter.group) ?? [];
    members.push([name, parameter]);
    groups.set(parameter.group, members);
  }
  const tables = [...groups].map(([group, members]) => {
    const rows = members.map(([name, { value, unit }]) => [code(name), numberText(value), unit]);
    return `### ${capitalised(group)} (${members.length})\n\n${markdownTable(['parameter', 'value', 'unit'], rows)}`;
  });
  return [
    `## Fixed parameters (${Object.keys(fixedParameters).length})`,
    'One name, one value: the same symbol in two processes is the same parameter. The Hill exponents n = n_c = 2 are part of the equations.',
    ...tables,
  ].join('\n\n');
}

function correctedOnlySection(): string {
  const rows = Object.entries(correctedOnlyParameters).map(([name, { value, unit, group, requires }]) => [
    code(name),
    numberText(value),
    unit,
    group,
    `${code(requires)} corrected`,
  ]);
  return [
    `### Under a corrected switch only (${rows.length})`,
    markdownTable(['parameter', 'value', 'unit', 'group', 'exists with'], rows),
  ].join('\n\n');
}

function heterogeneitySection(): string {
  const entries = Object.entries(heterogeneityParameters);
  const rows = entries.map(([name, { min, max, alpha, beta, unit, group, baseline }]) => [
    code(name),
    numberText(min),
    numberText(max),
    numberText(alpha),
    numberText(beta),
    numberText(baseline),
    unit,
    group,
  ]);
  return [
    `## Per-patient parameters (${entries.length})`,
    'Value = min + (max - min) x with x ~ Beta(alpha, beta). `baseline` is the value used where one parameter set is wanted; some lie outside the range, as published.',
    markdownTable(['parameter', 'min', 'max', 'alpha', 'beta', 'baseline', 'unit', 'group'], rows),
  ].join('\n\n');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
