// Evidence: the documented contract, against the library.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExportFlags, exportModel } from '../../../../calibration/cli/actions/export.js';
import type { Runtime } from '../../../../calibration/session/runtime.js';
import {
  type DrugDefinition,
  dosePlan,
  exportableModel,
  InputError,
  modelExporter,
  publishedDrugs,
  resolveSwitches,
} from '../../../../src/index.js';

const definition: DrugDefinition = {
  label: 'Probe',
  doseUnit: 'mg',
  pharmacokinetics: { model: 'saturable', mostRate: 30, half: 12 },
  effects: [{ effect: 'inhibits', on: { molecule: 'PD1_C' }, half: 5 }],
  source: 'made up',
  calibrated: false,
};
const perKg = { dose: 2, days: [1], cycleDays: 14, cycles: 2, durationDays: 0, per: 'kg' } as const;

let folder: string;
let config: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-export-config-'));
  config = join(folder, 'config.json');
  const shipped = JSON.parse(await readFile(new URL('../../../../configs/mcrc.json', import.meta.url), 'utf8'));
  const model = {
    ...shipped.model,
    switches: { 'tfh-il21': 'corrected' },
    overrides: { body_weight: 50, half_PD1_C_probe: 6 },
  };
  const regimens = { ...shipped.regimens, own: { probe: perKg } };
  const arms = { ...shipped.arms, tas102: { regimen: 'own' } };
  await writeFile(config, JSON.stringify({ ...shipped, model, regimens, arms, drugs: { probe: definition } }));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function exported(flags: Partial<ExportFlags>): Promise<string> {
  let text = '';
  const stdout = { write: (part: string) => (text += part) };
  const defaults = { format: 'c', switch: [], regimen: 'none', days: 20, varying: [], force: false };
  await exportModel({ stdout } as unknown as Runtime, { ...defaults, ...flags });
  return text;
}

describe('qcic export --config', () => {
  test('exports the drugs, forms, overrides and regimens of a configuration, doses for its body', async () => {
    const switches = resolveSwitches({ 'tfh-il21': 'corrected', 'dptc-inflow': 'corrected' });
    const model = exportableModel({
      switches,
      overrides: { body_weight: 50, half_PD1_C_probe: 6 },
      varying: ['most_rate_probe'],
      drugs: [...publishedDrugs, { name: 'probe', definition }],
    });
    const { per: _, ...fixed } = perKg;
    const { segments } = dosePlan({ probe: [{ ...fixed, dose: 100 }] }, 20);
    const expected = modelExporter('c')(model, { regimen: 'own for a body of 50 kg and 170 cm', segments });
    const flags = { config, regimen: 'own', switch: ['dptc-inflow=corrected'], varying: ['most_rate_probe'] };
    expect(await exported(flags)).toBe(expected);
  });

  test('has the drugs of all arms of the configuration, whichever regimen is listed', async () => {
    expect(await exported({ config, regimen: 'published-tas102' })).toContain('probe_C');
    expect(await exported({ regimen: 'published-tas102' })).not.toContain('probe_C');
  });

  test('knows the regimens of the configuration there alone', async () => {
    await expect(exported({ regimen: 'own' })).rejects.toThrow(InputError);
    await expect(exported({ config, regimen: 'onw' })).rejects.toThrow(
      /--regimen: must be one of none, .*, own; got onw/,
    );
  });
});
