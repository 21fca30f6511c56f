import { Command } from 'commander';
import type { Act } from '../act.js';
import { armRoles, exportFormats, regimens, trialArms } from '../choices.js';
import { collect, mosts, nameList, wholeNumber } from '../option-values.js';

/** `qcic export`: the model as code or as a document, without the workbench. */
export function exportCommand(act: Act): Command {
  return new Command('export')
    .description('write the model as code for other programs, or as a document')
    .requiredOption('--format <name>', `format: ${exportFormats.join(', ')}`)
    .option(
      '--config <config>',
      'configuration whose model, drugs and regimens are exported (default: the published model)',
    )
    .option('--switch <name=form>', 'form of a disputed term, e.g. tfh-il21=corrected; may be repeated', collect, [])
    .option('--regimen <name>', `dosing table: ${regimens.join(', ')}, or one of the configuration`, 'none')
    .option('--days <number>', 'end of the dosing table; days', wholeNumber(1, mosts.days), 365)
    .option('--varying <names>', 'fixed parameters that are inputs too, after the 21 per-patient ones', nameList, [])
    .option(
      '--patient <values>',
      'values of one patient: NAME=VALUE,... or median; other parameters are at the medians of their distributions',
    )
    .option('--patients <table>', 'table of patients, one of which is exported (default: published baseline values)')
    .option('--id <name>', 'which patient of --patients')
    .option('-o, --out <file>', 'file to write (default: standard output)')
    .option('--force', 'replace the file where it is there already', false)
    .addHelpText(
      'after',
      `
Format c: one C99 file with names, initial state, dose segments, boluses and the functions qcic_prepare, qcic_rhs (all states,
drugs as differential equations), qcic_cell_rhs (53 cells, drug amounts given) and qcic_drug_rates. Its header explains how to use it.
Format sbml: one file of SBML Level 3 Version 2 for COPASI, tellurium, libSBML and others: species, reactions, rules, units, doses as events.

Format julia: one file without packages; parameters as a named tuple, qcic!(du, u, p, t) in the form of an ODEProblem of SciML, state
at day 0, dose segments. Formats latex and markdown: a document of states, doses, equations in the exported form and parameters.

Examples:
  $ qcic export --format sbml --regimen ${trialArms[armRoles.combination].regimens.posted} -o model.xml
  $ qcic export --format sbml --patient beta_X3=0.045,K1=3e9 --regimen ${trialArms[armRoles.single].regimens.corrected} -o patient.xml
  $ qcic export --format c --regimen ${trialArms[armRoles.combination].regimens.posted} -o qcic-model.c
  $ qcic export --format c --config my-drugs.json --regimen with-new-drug -o qcic-model.c
  $ qcic export --format latex --config configs/mcrc.json -o qcic-model.tex
  $ qcic export --format c --switch ctl-proliferation=corrected --varying d_T8,V_C > qcic-model.c`,
    )
    .action(act(async () => (await import('../actions/export.js')).exportModel));
}
