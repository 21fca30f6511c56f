import {
  builtInRegimens,
  type DosePlan,
  dosePlan,
  type ExportedDosing,
  exportableModel,
  furtherParameters,
  InputError,
  modelDrugs,
  modelExporter,
  mostBytes,
  nearestHint,
  ownValue,
  planForBody,
  type Regimen,
  readText,
  shippedDrugs,
  writeFileAtomically,
} from '../../../src/index.js';
import { knownDrugs } from '../../config/known-drugs.js';
import { configuredArms, parseConfig } from '../../config/parse-config.js';
import type { Runtime } from '../../session/runtime.js';
import { requireNewFile } from '../new-file.js';
import { switchesOf } from '../switch-pairs.js';

export interface ExportFlags {
  readonly format: string;
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
  const { switches, overrides, regimens, arms, drugs: definitions } = await modelOf(flags.config);
  const regimen = requireRegimen(name, regimens);
  const drugs = modelDrugs(definitions, [...arms, { regimen, untilProgression: null }]);
  const model = exportableModel({ switches: switchesOf(flags.switch, switches), overrides, varying, drugs });
  const text = write(model, dosingOf(name, dosePlan(regimen, days), overrides));
  if (out !== undefined) await writeFileAtomically(out, text);
  if (runtime.reply !== undefined) runtime.reply({ files: out === undefined ? [] : [out], result: { format, text } });
  else if (out === undefined) runtime.stdout.write(text);
}

/** What a configuration says of the model; without one, the published model and the drugs and regimens that ship. */
async function modelOf(path: string | undefined) {
  if (path === undefined)
    return { switches: {}, overrides: {}, regimens: builtInRegimens, arms: [], drugs: shippedDrugs };
  const config = parseConfig(await readText(path, mostBytes.configuration), path);
  const regimens = { ...builtInRegimens, ...config.regimens } as Readonly<Record<string, Regimen>>;
  const { switches, overrides } = config.model;
  return { switches, overrides, regimens, arms: configuredArms(config), drugs: knownDrugs(config) };
}

/** The stretches of a plan; doses per kilogram or square meter are those of one body. */
function dosingOf(name: string, plan: DosePlan, overrides: Readonly<Record<string, number>>): ExportedDosing {
  if (plan.perBody === undefined) return { regimen: name, segments: plan.segments };
  const of = (parameter: string) => overrides[parameter] ?? furtherParameters[parameter]!.value;
  const body = { weightKg: of('body_weight'), heightCm: of('body_height') };
  const regimen = `${name} for a body of ${body.weightKg} kg and ${body.heightCm} cm`;
  return { regimen, segments: planForBody(plan, body).segments };
}

function requireRegimen(name: string, regimens: Readonly<Record<string, Regimen>>): Regimen {
  const regimen = ownValue(regimens, name);
  if (regimen !== undefined) return regimen;
  const names = Object.keys(regimens);
  throw new InputError(`--regimen: must be one of ${names.join(', ')}; got ${name}${nearestHint(name, names)}`);
}
