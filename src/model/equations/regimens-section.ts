import { administrationsOf } from '../administrations.js';
import { builtInRegimens } from '../drugs/trial-regimens.js';
import { drugNames, drugs } from '../regimens.js';
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
  const rows = Object.entries(builtInRegimens).flatMap(([name, regimen]) => {
    const courses = drugNames.flatMap((drug) => (regimen[drug] ?? []).map((course) => ({ drug, course })));
    const given = courses.map(({ drug, course }) => {
      const { dose, durationDays, cycleDays, cycles } = course;
      const starts = administrationsOf(course, LISTED_DAYS + 1).map(({ startDay }) => startDay);
      const repeats = cycles === null ? `every ${cycleDays} days` : `${cycles} x ${cycleDays} days`;
      return [code(name), drugs[drug].label, numberText(dose), numberText(durationDays), repeats, starts.join(', ')];
    });
    return given.length === 0 ? [[code(name), '-', '-', '-', '-', '-']] : given;
  });
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
    'An administration is a rectangular input: rate = dose / duration, from its start day on. Day 1 is time 1 day. Bevacizumab is `Targ`, TAS-102 is `Chem`.',
    markdownTable(header, rows),
  ].join('\n\n');
}
