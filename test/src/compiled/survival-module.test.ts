// Evidence: slow oracle (the code assembled here and now).
import { expect, test } from 'vitest';
import { assemble } from '../../../src/compiled/code/assemble.js';
import { watText } from '../../../src/compiled/code/wat-target.js';
import { emitSurvival } from '../../../src/compiled/emit-survival.js';
import { SURVIVAL_LANES } from '../../../src/compiled/survival-layout.js';
import { survivalModule } from '../../../src/compiled/survival-module.js';

test('survivalModule is what the emitter gives; npm run kernels writes it', async () => {
  const bytes = await assemble(watText(emitSurvival(), SURVIVAL_LANES));
  expect(Buffer.from(bytes).toString('base64')).toBe(survivalModule);
});
