import {
  configurableDefinition,
  type DrugDefinition,
  describeEffects,
  InputError,
  nearestHint,
  ownValue,
  shippedDrugs,
  toPrettyJson,
} from '../../../src/index.js';
import { present, type Runtime } from '../../session/runtime.js';
import { textTable } from '../../text-table.js';

export interface DrugFlags {
  readonly config?: string;
}

/** What a program reads of each drug. */
interface ListedDrug {
  readonly name: string;
  readonly label: string;
  readonly dose_unit: string;
  readonly pharmacokinetics: string;
  readonly effects: string;
  readonly calibrated: boolean;
  readonly shipped: boolean;
}

export async function listDrugs(runtime: Runtime, { config }: DrugFlags): Promise<undefined> {
  const drugs = Object.entries(await chosenDrugs(config)).map(listed);
  present(runtime, { drugs }, () => [drugTable(drugs)]);
}

function drugTable(drugs: readonly ListedDrug[]): string {
  const heads = ['name', 'label', 'dose unit', 'pharmacokinetics', 'calibrated', 'from'];
  const rows = drugs.flatMap((drug) => [
    [
      drug.name,
      drug.label,
      drug.dose_unit,
      drug.pharmacokinetics,
      drug.calibrated ? 'yes' : 'no',
      drug.shipped ? 'qcic' : 'configuration',
    ],
    { remark: `  ${drug.effects}` },
  ]);
  return textTable(heads, rows);
}

export async function showDrug(runtime: Runtime, name: string, { config }: DrugFlags): Promise<undefined> {
  const drugs = await chosenDrugs(config);
  const definition = ownValue(drugs, name);
  if (definition === undefined) {
    const known = Object.keys(drugs);
    throw new InputError(`drug: must be one of ${known.join(', ')}; got ${name}${nearestHint(name, known)}`);
  }
  const shown = configurableDefinition(definition);
  present(runtime, shown, () => [toPrettyJson(shown).trimEnd()]);
}

function listed([name, definition]: readonly [string, DrugDefinition]): ListedDrug {
  return {
    name,
    label: definition.label,
    dose_unit: definition.doseUnit,
    pharmacokinetics: definition.pharmacokinetics.model,
    effects: describeEffects(definition),
    calibrated: definition.calibrated,
    shipped: ownValue(shippedDrugs, name) !== undefined,
  };
}

/** The drugs that ship, and those of a configuration. */
async function chosenDrugs(path: string | undefined): Promise<Readonly<Record<string, DrugDefinition>>> {
  if (path === undefined) return shippedDrugs;
  const { drugsOfFile } = await import('./drugs-of-file.js');
  return drugsOfFile(path);
}
