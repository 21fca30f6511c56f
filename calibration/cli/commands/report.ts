import { Command } from 'commander';
import { writeReport } from '../write-report.js';

/** `qcic report DIR`: draws the report again from a stored run. */
export function reportCommand(): Command {
  return new Command('report')
    .description('draw report.html again from what a run stored')
    .argument('<folder>', 'folder of a finished run')
    .addHelpText('after', '\nExample:\n  $ qcic report runs/mcrc')
    .action(async (folder: string) => {
      console.log(`Report: ${await writeReport(folder)}`);
    });
}
