// Evidence: the table of words. Names that the field does not know have been replaced, and stay so.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Words of the project's own, each in camelCase; on the right what the field says. */
const replaced: Readonly<Record<string, string>> = {
  crew: 'worker pool',
  mourn: 'onWorkerLost',
  bury: 'onExit',
  halfSquares: 'cost',
  stiffened: 'withPenaltyWeight',
  heldBack: 'penaltyActive',
  judgement: 'goodness of fit',
  fifths: 'quintiles',
  leftOut: 'leaveOneTrialOut, outOfFold',
  movedFigures: 'endpoint changes',
  servePiece: 'job handler',
  ledger: 'task queue',
  traffic: 'dispatcher',
  misfit: 'rmse',
  strained: 'borderline',
  unfinished: 'notConverged',
  lent: 'sharedDeath',
  circumstance: 'runtimeOptions',
  circumstances: 'runtimeOptions',
  fault: 'issue of an input, error, bug, failure',
  faults: 'issues of an input, errors, bugs, failures',
  judge: 'evaluateFit, compare',
  judged: 'evaluated, checked',
  retold: 'draft',
};

/** Turns of phrase, as they stood in comments, messages and pages; on the right what the field says. */
const phrases: Readonly<Record<string, string>> = {
  'fresh cohort': 'independent validation cohort',
  'fresh patients': 'independent validation cohort',
  'never seen': 'independent validation cohort',
  'goes on': 'resumes, continues',
  'go on': 'resume, continue',
  'fits again': 'refits',
  'the data fix': 'identifiable directions',
  'held back': 'limited by the effective-sample-size constraint',
  'held against': 'compared with',
  'does not survive': 'not reproduced',
  'no patient twice': 'overlapping patients removed',
  'trust in the weights': 'effective sample size',
  'says so': 'reports it',
  'without a word': 'without a message',
  'sign of life': 'silent for',
  'rises for ever': 'increases without bound',
};

/** Plain English, and a value that users write in a configuration or on the command line. */
const PLAIN =
  /(two|three|four) fifths|left-out( (trials?|arms?|figures)|$)|['"`]left-out['"`]|left-out, progressed|'left-out:/g;

const folders = ['src', 'calibration', 'test', 'docs', 'configs'];
const files = [
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ),
  ...readdirSync(root),
].filter((name) => /\.(ts|mts|mjs|json|md)$/.test(name) && !/fixtures|package-lock|[\\/]cache[\\/]/.test(name));

/** Finds a word as a name or as a part of one: `crew`, `workerCrew`, `crewSize`, `worker-crew`; `heldBack`, `held-back`, `held_back`. */
function patternOf(word: string): RegExp {
  const [first = '', ...others] = word.split(/(?=[A-Z])/);
  const either = (part: string) => `[${part[0]?.toLowerCase()}${part[0]?.toUpperCase()}]${part.slice(1)}`;
  const inside = `(?<=[a-z0-9])${first[0]?.toUpperCase()}${first.slice(1)}`;
  const whole = [`(?:(?<![A-Za-z])${either(first)}|${inside})`, ...others.map(either)].join('[-_]?');
  return new RegExp(`${whole}(?![a-z])`);
}

/** The first cell of a table row in the changelog: the name that a file or key had in earlier releases. */
const FORMER_NAME = /^\|[^|]*\|/;

const texts = files
  .filter((file) => file !== join('test', basename(import.meta.url)))
  .map((file) => {
    const lines = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((line) => (file === 'CHANGELOG.md' ? line.replace(FORMER_NAME, '|') : line))
      .map((line, index) => ({ place: `${file}:${index + 1}`, line: line.replaceAll(PLAIN, '') }));
    const all = [{ place: file, line: basename(file) }, ...lines];
    return { lines: all, lowerCase: all.map(({ line }) => line.toLowerCase()).join('\n') };
  });

/** Lines with a pattern, in the files that have a text at all, in any case: most files lack most words. */
function found(pattern: RegExp, text: string): readonly string[] {
  return texts
    .filter(({ lowerCase }) => lowerCase.includes(text))
    .flatMap(({ lines }) => lines.filter(({ line }) => pattern.test(line)))
    .map(({ place, line }) => `${place}: ${line.trim()}`);
}

describe('replaced words', () => {
  test.each(Object.entries(replaced))('%s does not come back (the field says: %s)', (word) => {
    const [first = ''] = word.split(/(?=[A-Z])/);
    expect(found(patternOf(word), first.toLowerCase())).toEqual([]);
  });

  test.each(Object.entries(phrases))('"%s" does not come back (the field says: %s)', (phrase) => {
    expect(found(new RegExp(`\\b${phrase}\\b`, 'i'), phrase.toLowerCase())).toEqual([]);
  });

  test.each([
    ['crew', 'crew', true],
    ['crew', 'workerCrew', true],
    ['crew', 'CrewEvents', true],
    ['crew', 'crew-watch', true],
    ['crew', 'screw', false],
    ['crew', 'crewed', false],
    ['heldBack', 'isHeldBack', true],
    ['heldBack', 'held-back', true],
    ['heldBack', 'held back', false],
    ['leftOut', 'LeftOutRows', true],
    ['strained', 'constrained', false],
    ['lent', 'silent', false],
    ['fault', 'default', false],
    ['misfit', 'survivalMisfit', true],
  ])('%s in %s: %s', (word, text, isThere) => {
    expect(patternOf(word).test(text)).toBe(isThere);
  });
});
