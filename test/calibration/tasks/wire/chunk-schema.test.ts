// Evidence: laws; what a chunk may hold is tested through simulateForm.
import { describe, expect, it } from 'vitest';
import { sharedArms } from '../../../../calibration/pool/cohort-rows.js';
import type { SimulateRowsTask } from '../../../../calibration/tasks/tasks.js';
import { chunkSchema } from '../../../../calibration/tasks/wire/chunk-schema.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import type { SimulationSpec } from '../../../../src/index.js';
import { shortSpec } from '../../pool/short-simulation.js';
import { at, exactly, issue, oneOf } from './schema-words.js';

const chunkOf = (spec: SimulationSpec, patients: number) =>
  ({ spec, into: sharedArms(spec, patients) }) as SimulateRowsTask;

describe('chunkSchema', () => {
  it('is made once for all chunks of a cohort that have the same size', () => {
    const schema = chunkSchema(chunkOf(shortSpec, 4), 4);
    expect(chunkSchema(chunkOf(shortSpec, 4), 4)).toBe(schema);
    expect(chunkSchema(chunkOf(shortSpec, 3), 3)).not.toBe(schema);
    expect(chunkSchema(chunkOf(shortSpec, 4), 4)).toBe(schema);
  });

  it('is another one for other arms and days', () => {
    const longer = { ...shortSpec, horizonDays: 29 };
    const fewer = { ...shortSpec, arms: shortSpec.arms.slice(1) };
    for (const spec of [shortSpec, longer, fewer]) {
      const chunk = { patients: 2, failures: [], arms: sharedArms(spec, 2) };
      for (const asked of [shortSpec, longer, fewer]) {
        const accepted = chunkSchema(chunkOf(asked, 2), 2).safeParse(chunk).success;
        expect(accepted).toBe(spec === asked);
      }
    }
  });

  it('takes failures of its own patients and arms alone', () => {
    const failure = { patient: 2, arm: 'none', reason: 'too many steps', day: 1 };
    const chunk = { patients: 1, failures: [failure], arms: sharedArms(shortSpec, 2) };
    expect(() => parsePacked(chunkSchema(chunkOf(shortSpec, 2), 2), chunk, 'result')).toThrow(
      [
        issue('result', ['patients'], exactly(2), 1),
        issue('result', ['failures', 0, 'patient'], 'must be <= 1', 2),
        `${at('result', ['failures', 0, 'arm'])}: ${oneOf('placebo', 'tas102_bev')}; got "none"`,
      ].join('; '),
    );
  });
});
