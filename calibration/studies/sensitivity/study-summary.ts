import { armLabels } from '../../../src/index.js';
import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import type { Section } from '../run/report/section.js';
import { describeOutput, parseOutput } from './outputs.js';
import { parsePopulationOutput } from './population-outputs.js';
import type { ResponseCounts } from './study-output.js';
import type { StudySettings } from './study-settings.js';

/** Name of an arm for readers. */
export function describeArm(arm: string): string {
  return Object.entries(armLabels).find(([name]) => name === arm)?.[1] ?? arm;
}

/** An output under an arm, for headings. */
export function describeResponse({ arm, output }: { readonly arm: string; readonly output: string }): string {
  const summary = output.includes('@') ? describeOutput(parseOutput(output)) : parsePopulationOutput(output).summary;
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}, ${describeArm(arm)}`;
}

/** Where the parameters were varied, in words. */
export function describeSpace({ space, range, from }: StudySettings): string {
  switch (space) {
    case 'baseline':
      return `uniform within ±${formatFixed(100 * range, 0)} % of the baseline`;
    case 'shapes':
      return `uniform within ±${formatFixed(100 * range, 0)} % of the fitted values`;
    case 'trial':
      return `uniform within ±${formatFixed(100 * range, 0)} % of the stored run’s values`;
    case 'range':
      return 'uniform over the ranges of virtual patients';
    case 'patients':
      return from === null ? 'as virtual patients of the published shapes' : 'as virtual patients of the fitted shapes';
  }
}

/** Samples, failures and what was done about them. */
export function samplesSection(counts: readonly ResponseCounts[], { failures }: StudySettings): Section {
  const policy = {
    drop: 'A block with a failed sample is left out whole.',
    bounds:
      'A block with a failed sample is left out whole; intervals are widened to hold the estimates with failed samples at the smallest and at the largest output seen.',
    stop: 'A failed sample ends the study.',
  }[failures];
  return {
    id: 'samples',
    title: 'Samples and failures',
    body: html`<p>${policy}</p>${dataTable({
      columns: [
        { title: 'arm' },
        { title: 'output' },
        { title: 'samples', align: 'right' },
        { title: 'failed', align: 'right' },
        { title: 'blocks', align: 'right' },
        { title: 'left out', align: 'right' },
      ],
      rows: counts.map(({ arm, output, samples, failed, blocks, droppedBlocks }) => ({
        cells: [describeArm(arm), output, ...[samples, failed, blocks, droppedBlocks].map(formatCount)],
      })),
    })}`,
  };
}

/** The settings as they were resolved. */
export function settingsSection(settings: StudySettings): Section {
  const { marginals, switches, population, ...rest } = settings;
  const corrected = Object.entries(switches).flatMap(([name, form]) => (form === 'corrected' ? [name] : []));
  const shown: readonly (readonly [string, string])[] = [
    // What a method does not use is 0
    ...Object.entries(rest)
      .filter(([, value]) => value !== 0)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value ?? '–')] as const),
    ...(population === null ? [] : ([['patients of the pool', formatCount(population.patients)]] as const)),
    ['corrected terms', corrected.length === 0 ? 'none, all posted' : corrected.join(', ')],
  ];
  return {
    id: 'settings',
    title: 'Settings',
    body: html`${dataTable({
      width: 'narrow',
      columns: [{ title: 'setting' }, { title: 'value' }],
      rows: shown.map(([name, value]) => ({ cells: [name, value] })),
    })}`,
  };
}

/** Paragraphs of plain words. */
export function paragraphs(summary: readonly string[]): Html {
  return html`${summary.map((sentence) => html`<p>${sentence}</p>\n`)}`;
}
