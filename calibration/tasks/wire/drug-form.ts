import { z } from 'zod';
import type { ModelDrug } from '../../../src/index.js';
import { finite, shortText } from './parse-packed.js';

/** Far above any use, so that a message cannot exhaust the memory of the machine. */
const MOST_DRUGS = 30;
const MOST_EFFECTS = 1000;

const quantity = z.union([finite, shortText]);
const process = z.strictObject({
  kind: shortText,
  leaves: shortText.optional(),
  enters: shortText.optional(),
});
const target = z.union([
  z.strictObject({ process }),
  z.strictObject({ molecule: shortText }),
  z.strictObject({ binding: z.tuple([shortText, shortText]) }),
]);
const exponent = finite.optional();
const effect = z.union([
  z.strictObject({ effect: z.literal('kills'), cells: shortText, rate: quantity, efficacy: quantity }),
  z.strictObject({ effect: z.literal('drives'), process, half: quantity, exponent }),
  z.strictObject({ effect: z.literal('inhibits'), on: target, potency: quantity }),
  z.strictObject({ effect: z.literal('inhibits'), on: target, half: quantity, exponent, most: quantity.optional() }),
  z.strictObject({ effect: z.literal('enhances'), on: target, half: quantity, exponent, most: quantity }),
]);
const pharmacokinetics = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('one-compartment'), k10: quantity }),
  z.strictObject({ model: z.literal('two-compartment'), k12: quantity, k21: quantity, k10: quantity }),
  z.strictObject({
    model: z.literal('saturable'),
    mostRate: quantity,
    half: quantity,
    k10: quantity.optional(),
    k12: quantity.optional(),
    k21: quantity.optional(),
  }),
]);

/** Drugs of a model on the wire; the model checks what they act on. */
export const modelDrugsForm = z
  .array(
    z.strictObject({
      name: shortText,
      definition: z.strictObject({
        label: shortText,
        symbol: shortText.optional(),
        doseUnit: shortText,
        pharmacokinetics,
        effects: z.array(effect).max(MOST_EFFECTS),
        source: z.string().max(10_000),
        calibrated: z.boolean(),
      }),
    }),
  )
  .max(MOST_DRUGS) as unknown as z.ZodType<readonly ModelDrug[]>;
