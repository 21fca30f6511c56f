import { type FuzzCase, fastConfig, patientTable } from './cases.js';
import { survival } from './option-cases.js';

const withGroup = (name: string) => patientTable.replaceAll(/,[abc],([xy])/g, `,${name},$1`);

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
  'a group with the name of a property': {
    label: 'known',
    files: { 't.csv': withGroup('constructor') },
    finished: ['survival'],
    calls: [[...survival, '--group', 'arm']],
  },
  'a month that no computer can count to': {
    label: 'known',
    files: {
      't.csv': 'trial,arm,n,reference,curve_file\nA,tas102,100,A 2024,k.csv\n',
      'k.csv': 'trial,arm,month,survival_percent,at_risk\nA,tas102,0,100,100\nA,tas102,2e30,81,\n',
    },
    finished: [],
    calls: [['trials', 'check', 't.csv']],
  },
  'a marker whose square is infinite': {
    label: 'known',
    files: { 't.csv': patientTable.replace(',51,', ',1e200,') },
    finished: [],
    calls: [['roc', '--table', 't.csv', '--label', 'died', '--markers', 'age', '--out', 'roc']],
  },
};
