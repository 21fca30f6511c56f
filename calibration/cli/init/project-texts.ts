import { toCsv } from '../../../src/index.js';

/** What is ignored by version control: results, which can be computed again. */
export const gitIgnore = 'runs/\n.qcic/\n';

const EXAMPLE = 'EXAMPLE (invented numbers)';

/** A table of trials with two rows that are marked as an example. Each follows an invented exponential curve. */
export function exampleTrials(arms: readonly [single: string, combination: string]): string {
  const header = ['trial', 'arm', 'n', 'reference', 'year', 'cr_count', 'pr_count', 'sd_count', 'pd_count'];
  header.push('median_os_months', 'month_3', 'month_6', 'month_9', 'month_12', 'note');
  const note = 'EXAMPLE: replace this row by a trial of your own';
  const reference = 'EXAMPLE: invented for a first try, no publication';
  return toCsv(header, [
    [EXAMPLE, arms[0], 100, reference, 2026, 0, 1, 44, 55, 7.5, 75.8, 57.4, 43.5, 33, note],
    [EXAMPLE, arms[1], 100, reference, 2026, 0, 4, 66, 30, 10.5, 82, 67.3, 55.2, 45.3, note],
  ]);
}

/** What to read first in a project. */
export function projectReadme(name: string, commands: readonly ProjectCommand[], hasExamples: boolean): string {
  const width = Math.max(...commands.map(({ command }) => command.length));
  const lines = commands.map(({ command, what }) => `${command.padEnd(width)}   # ${what}`);
  const examples = hasExamples ? '| `examples/` | programs that use the package `qcic-workbench` |\n' : '';
  return `# ${name}

A study with qcic, the calibration workbench around the quantitative cancer-immunity cycle model. For research. Not for decisions about patients.

## Next

\`\`\`sh
${lines.join('\n')}
\`\`\`

\`qcic doctor\` tells what this machine has, and \`qcic COMMAND --help\` every option.

## Files

| file | holds |
|---|---|
| \`configs/${name}.jsonc\` | the study; each key that is likely to be changed has a comment |
| \`configs/quick.jsonc\` | the same in seconds, to see that everything works; not for conclusions |
| \`configs/schema.json\` | what editors use to complete and check both |
| \`data/my-trials.csv\` | a table of trials; its rows are an **invented example**: replace them by trials of your own |
${examples}| \`runs/\` | results, one folder for each run, with a report (\`report.html\`) |

\`qcic trials template --columns\` tells what each column of a table of trials means.
`;
}

/** A command that comes next, and what it does. */
export interface ProjectCommand {
  readonly command: string;
  readonly what: string;
}
