import { Command } from 'commander';
import {
  builtInRegimens,
  dosePlan,
  exportableModel,
  exportFormats,
  InputError,
  modelExporter,
  nearestName,
  type Regimen,
  writeFileAtomically,
} from '../../../src/index.js';
import { nameList, wholeNumber } from '../option-values.js';
import { switchesOf } from '../switch-pairs.js';

interface ExportFlags {
  readonly format: string;
  readonly switch: readonly string[];
  readonly regimen: string;
  readonly days: number;
  readonly varying: readonly string[];
  readonly out?: string;
}

/** `qcic export`: the model as code that runs without the workbench. */
export function exportCommand(): Command {
  const collect = (value: string, previous: readonly string[]) => [...previous, value];
  return new Command('export')
    .description('write the model as code for other programs')
    .requiredOption('--format <name>', `format: ${exportFormats.join(', ')}`)
    .option('--switch <name=form>', 'form of a disputed term, e.g. tfh-il21=corrected; may be repeated', collect, [])
    .option('--regimen <name>', `dosing table: ${Object.keys(builtInRegimens).join(', ')}`, 'none')
    .option('--days <number>', 'end of the dosing table; days', wholeNumber(1), 365)
    .option('--varying <names>', 'fixed parameters that stay inputs after the 21 per-patient ones', nameList, [])
    .option('-o, --out <file>', 'file to write (default: standard output)')
    .addHelpText(
      'after',
      `
Format c: one C99 file with names, initial state, dose segments and the functions qcic_prepare, qcic_rhs (57 states, drugs
as differential equations), qcic_cell_rhs (53 cells, drug amounts given) and qcic_drug_rates. Its head says how to use it.

Examples:
  $ qcic export --format c --regimen published-tas102-bev -o qcic-model.c
  $ qcic export --format c --switch ctl-proliferation=corrected --varying d_T8,V_C > qcic-model.c`,
    )
    .action(async ({ format, switch: pairs, regimen, days, varying, out }: ExportFlags) => {
      const write = modelExporter(format);
      const { segments } = dosePlan(requireRegimen(regimen), days);
      const text = write(exportableModel({ switches: switchesOf(pairs), varying }), { regimen, segments });
      if (out === undefined) process.stdout.write(text);
      else await writeFileAtomically(out, text);
    });
}

function requireRegimen(name: string): Regimen {
  const names = Object.keys(builtInRegimens);
  const regimen = names.includes(name) ? builtInRegimens[name] : undefined;
  if (regimen !== undefined) return regimen;
  const nearest = nearestName(name, names);
  throw new InputError(
    `--regimen: must be one of ${names.join(', ')}; got ${name}${nearest === null ? '' : ` (did you mean ${nearest}?)`}`,
  );
}
