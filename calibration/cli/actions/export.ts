import {
  builtInRegimens,
  dosePlan,
  exportableModel,
  InputError,
  modelExporter,
  nearestHint,
  type Regimen,
  writeFileAtomically,
} from '../../../src/index.js';
import type { Runtime } from '../../session/runtime.js';
import { requireNewFile } from '../new-file.js';
import { switchesOf } from '../switch-pairs.js';

export interface ExportFlags {
  readonly format: string;
  readonly switch: readonly string[];
  readonly regimen: string;
  readonly days: number;
  readonly varying: readonly string[];
  readonly out?: string;
  readonly force: boolean;
}

export async function exportModel(
  runtime: Runtime,
  { format, switch: pairs, regimen, days, varying, out, force }: ExportFlags,
): Promise<undefined> {
  if (out !== undefined) await requireNewFile(out, force);
  const write = modelExporter(format);
  const { segments } = dosePlan(requireRegimen(regimen), days);
  const text = write(exportableModel({ switches: switchesOf(pairs), varying }), { regimen, segments });
  if (out === undefined) runtime.stdout.write(text);
  else await writeFileAtomically(out, text);
}

function requireRegimen(name: string): Regimen {
  const names = Object.keys(builtInRegimens);
  const regimen = names.includes(name) ? builtInRegimens[name] : undefined;
  if (regimen !== undefined) return regimen;
  throw new InputError(`--regimen: must be one of ${names.join(', ')}; got ${name}${nearestHint(name, names)}`);
}
