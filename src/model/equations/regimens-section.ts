import { administrationsOf } from '../administrations.js';
import { symbolOf } from '../drugs/drug-states.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import { builtInRegimens } from '../drugs/trial-regimens.js';
import { switchDescriptions, switchNames } from '../switches.js';
import { code, markdownTable, numberText } from './markdown.js';

/** Three 28-day cycles: beyond them the published schedule has ended and the protocol repeats itself. */
const LISTED_DAYS = 84;

/** What each switch means in both forms. */
export function switchesSection(): string {
  const rows = switchNames.map((name) => [
    code(name),
    switchDescriptions[name].posted,
    switchDescriptions[name].corrected,
  ]);
  return [
    '## Switches',
    'Known differences between the paper and the posted code. The equations below are in the posted form; where a switch changes a term, the corrected form is beneath it.',
    markdownTable(['switch', 'posted (default)', 'corrected'], rows),
  ].join('\n\n');
}

/** The regimens that ship with the workbench, with the days they give each drug on. */
export function regimensSection(): string {
  const labels = new Map(publishedDrugs.map(({ name, definition }) => [name, definition.label]));
  const rows = Object.entries(builtInRegimens).flatMap(([name, regimen]) => {
    const courses = Object.entries(regimen).flatMap(([drug, own]) =>
      own.map((course) => ({ label: labels.get(drug) ?? drug, course })),
    );
    const given = courses.map(({ label, course }) => {
      const { dose, durationDays, cycleDays, cycles } = course;
      const starts = administrationsOf(course, LISTED_DAYS + 1).map(({ startDay }) => startDay);
      const repeats = cycles === null ? `every ${cycleDays} days` : `${cycles} x ${cycleDays} days`;
      return [code(name), label, numberText(dose), numberText(durationDays), repeats, starts.join(', ')];
    });
    return given.length === 0 ? [[code(name), '-', '-', '-', '-', '-']] : given;
  });
  const symbols = publishedDrugs
    .map((drug) => `The states of ${drug.definition.label} begin with ${code(symbolOf(drug))}.`)
    .join(' ');
  const header = [
    'regimen',
    'drug',
    'dose (dose units)',
    'input over (days)',
    'cycles',
    `starts on day (first ${LISTED_DAYS} days)`,
  ];
  return [
    '## Regimens',
    `An administration is a rectangular input: rate = dose / duration, from its start day on; with a duration of 0 the dose raises the central amount at once. Rates of administrations that overlap add up. Day 1 is time 1 day. ${symbols}`,
    markdownTable(header, rows),
  ].join('\n\n');
}
