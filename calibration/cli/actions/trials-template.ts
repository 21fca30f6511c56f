import { builtInArms, InputError, writeFileAtomically } from '../../../src/index.js';
import { present, print, type Runtime } from '../../session/runtime.js';
import { requireArmName } from '../../targets/new-trials/parse-new-trials.js';
import { templateColumns, trialTemplate } from '../../targets/new-trials/trial-template.js';
import { requireNewFile } from '../new-file.js';

export interface TemplateFlags {
  readonly arms?: readonly string[];
  readonly format?: 'csv' | 'json';
  /** Prints what each column means, and no table. */
  readonly columns: boolean;
  readonly out?: string;
  readonly force: boolean;
}

export async function trialsTemplate(runtime: Runtime, flags: TemplateFlags): Promise<undefined> {
  const { arms = builtInArms, columns, out, force } = flags;
  if (columns) {
    const rows = templateColumns.map(({ name, unit, meaning, required }) => [
      name,
      unit,
      `${required ? 'required: ' : ''}${meaning}`,
    ]);
    present(runtime, { columns: templateColumns }, () => [columnTable(rows)]);
    return;
  }
  for (const [place, arm] of arms.entries()) {
    requireArmName('--arms', arm);
    if (arms.indexOf(arm) < place) throw new InputError(`--arms: must name each arm once; got ${arm} twice`);
  }
  const format = flags.format ?? (out?.toLowerCase().endsWith('.json') ? 'json' : 'csv');
  const table = trialTemplate(arms, format);
  if (out === undefined) {
    if (runtime.reply !== undefined) runtime.reply({ result: { arms, format, table } });
    else runtime.stdout.write(table);
    return;
  }
  if ((format === 'json') !== out.toLowerCase().endsWith('.json'))
    throw new InputError(`--out: must end in .json for json, and in another way for csv; got ${out}`);
  await requireNewFile(out, force);
  await writeFileAtomically(out, table);
  runtime.reply?.({ files: [out], result: { arms, format } });
  print(
    runtime,
    `${out}: ${arms.length} rows to fill in, one per arm; qcic trials template --columns tells what each column means`,
  );
}

/** Words to the left: a table of numbers would have them at the right. */
function columnTable(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
