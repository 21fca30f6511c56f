import {
  builtInRegimens,
  dosePlan,
  exportableModel,
  InputError,
  modelDrugs,
  modelExporter,
  mostBytes,
  nearestHint,
  ownValue,
  type Regimen,
  readText,
  type SimulationSpec,
  shippedDrugs,
  writeFileAtomically,
} from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { exportedDosing } from '../../config/exported-dosing.js';
import { knownDrugs } from '../../config/known-drugs.js';
import { configuredArms, parseConfig } from '../../config/parse-config.js';
import type { Runtime } from '../../session/runtime.js';
import { requirePatientValues } from '../../studies/simulate/require-patient-values.js';
import { givenPatients, type PatientFlags } from '../given-patients.js';
import { requireNewFile } from '../new-file.js';
import { switchesOf } from '../switch-pairs.js';

export interface ExportFlags extends PatientFlags {
  readonly format: string;
  readonly id?: string;
  readonly config?: string;
  readonly switch: readonly string[];
  readonly regimen: string;
  readonly days: number;
  readonly varying: readonly string[];
  readonly out?: string;
  readonly force: boolean;
}

export async function exportModel(runtime: Runtime, flags: ExportFlags): Promise<undefined> {
  const { format, regimen: name, days, varying, out } = flags;
  if (out !== undefined) await requireNewFile(out, flags.force);
  const write = modelExporter(format);
  const { config, switches: configured, overrides, regimens, arms, drugs: definitions } = await modelOf(flags.config);
  const switches = switchesOf(flags.switch, configured);
  const regimen = requireRegimen(name, regimens);
  const drugs = modelDrugs(definitions, [...arms, { regimen, untilProgression: null }]);
  const patient = await statedPatient(flags, { switches, overrides, drugs }, config);
  const model = exportableModel({ switches, overrides, varying, drugs, patient });
  const text = write(model, exportedDosing(name, dosePlan(regimen, days), { ...overrides, ...patient }));
  if (out !== undefined) await writeFileAtomically(out, text);
  if (runtime.reply !== undefined) runtime.reply({ files: out === undefined ? [] : [out], result: { format, text } });
  else if (out === undefined) runtime.stdout.write(text);
}

/** What a configuration says of the model; without one, the published model and the drugs and regimens that ship. */
async function modelOf(path: string | undefined) {
  if (path === undefined)
    return {
      config: undefined,
      switches: {},
      overrides: {},
      regimens: builtInRegimens,
      arms: [],
      drugs: shippedDrugs,
    };
  const config = parseConfig(await readText(path, mostBytes.configuration), path);
  const regimens = { ...builtInRegimens, ...config.regimens } as Readonly<Record<string, Regimen>>;
  const { switches, overrides } = config.model;
  return { config, switches, overrides, regimens, arms: configuredArms(config), drugs: knownDrugs(config) };
}

/** Values of the patient that a command line states; none where it states none. */
async function statedPatient(
  flags: ExportFlags,
  spec: Pick<SimulationSpec, 'switches' | 'drugs' | 'overrides'>,
  config: Config | undefined,
): Promise<Readonly<Record<string, number>>> {
  const { patients, patient, id } = flags;
  if (id !== undefined && patients === undefined) {
    throw new InputError(`--id: must stand beside --patients, the table that it names a patient of; got '${id}' alone`);
  }
  if (patients === undefined && patient === undefined) return {};
  const { table, source } = await givenPatients(flags, spec, config);
  requirePatientValues(table, spec, source);
  const { ids, columns, values } = table;
  const row = ids.length === 1 && id === undefined ? 0 : ids.indexOf(id ?? '');
  if (row < 0) {
    const got = id === undefined ? `${ids.length} patients and no --id` : `${id}${nearestHint(id, ids)}`;
    throw new InputError(`--id: must name one patient of ${source}; got ${got}`);
  }
  return Object.fromEntries(columns.map((name, column) => [name, values[row * columns.length + column]!]));
}

function requireRegimen(name: string, regimens: Readonly<Record<string, Regimen>>): Regimen {
  const regimen = ownValue(regimens, name);
  if (regimen !== undefined) return regimen;
  const names = Object.keys(regimens);
  throw new InputError(`--regimen: must be one of ${names.join(', ')}; got ${name}${nearestHint(name, names)}`);
}
