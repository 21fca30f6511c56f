import { type FuzzCase, fastConfig } from './cases.js';

/** Inputs that ended with exit code 1, each for its kind. */
export const knownCases: Readonly<Record<string, FuzzCase>> = {
  'the character U+0000 in a path': {
    label: 'known',
    files: {
      'c.json': JSON.stringify({ ...fastConfig, targets: { ...fastConfig.targets, publishedModel: '\u0000' } }),
      't.csv': 'trial,arm,n,reference,curve_file\nA,tas102,100,A 2024,k\u0000.csv\n',
    },
    finished: [],
    calls: [
      ['validate', 'c.json'],
      ['trials', 'check', 't.csv'],
    ],
  },
  'nested JSON of depth 200,000': {
    label: 'known',
    files: { 'c.json': `{"name": "deep", "seed": 1, "arms": ${'['.repeat(200_000)}${']'.repeat(200_000)}}` },
    finished: [],
    calls: [
      ['validate', 'c.json'],
      ['run', 'c.json', '--out', 'out'],
      ['sweep', 'c.json', '--out', 'out'],
      ['trials', 'check', 'c.json'],
    ],
  },
};
