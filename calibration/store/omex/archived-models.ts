import { dosePlan, exportableModel, InputError, modelDrugs, modelExporter, toFileName } from '../../../src/index.js';
import { exportedDosing } from '../../config/exported-dosing.js';
import { withScalars } from '../../config/fitted-scalars.js';
import { knownDrugs } from '../../config/known-drugs.js';
import { configuredArms, parseConfig } from '../../config/parse-config.js';

/** Models of an archive: SBML by path, and the path of the one that a reader opens first. */
export interface ArchivedModels {
  readonly files: ReadonlyMap<string, string>;
  readonly master: string;
}

/**
 * The model of each arm of a configuration as SBML, its doses up to the horizon.
 *
 * The first to be opened is the arm with most drugs, of several the last.
 *
 * @param configuration - resolved
 * @param scalars - numbers that a run has fitted beside the shapes
 * @param where - for messages
 */
export function archivedModels(
  configuration: unknown,
  scalars: Readonly<Record<string, number>>,
  where: string,
): ArchivedModels {
  const config = withScalars(parseConfig(JSON.stringify(configuration), where), scalars);
  const { switches, overrides } = config.model;
  const arms = configuredArms(config);
  const drugs = modelDrugs(knownDrugs(config), arms);
  const model = exportableModel({ switches, overrides, drugs });
  const files = new Map<string, string>();
  let master = { path: '', drugs: -1 };
  for (const { name, regimen } of arms) {
    const path = `model/${toFileName(name)}.xml`;
    const plan = dosePlan(regimen, config.simulation.horizonDays);
    files.set(path, modelExporter('sbml')(model, exportedDosing(config.arms[name]?.regimen ?? name, plan, overrides)));
    const given = Object.keys(regimen).length;
    if (given >= master.drugs) master = { path, drugs: given };
  }
  if (master.drugs < 0) throw new InputError(`${where}: must have arms; got none`);
  return { files, master: master.path };
}
