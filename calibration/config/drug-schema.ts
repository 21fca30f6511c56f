import { z } from 'zod';
import type { DrugDefinition, DrugEffect, EffectTarget, Pharmacokinetics, ProcessReference } from '../../src/index.js';
import { MOST_PARAMETER, numberIn, wholeIn } from './ranges.js';

/** Largest Hill exponent. */
const MOST_EXPONENT = 10;

/** Far above any use; the definition of a drug is sent to workers, whose messages are bounded. */
const MOST_TEXT = 2000;
const MOST_EFFECTS = 1000;

const text = z.string().min(1).max(MOST_TEXT);
const quantity = z
  .union([numberIn(0, MOST_PARAMETER), text], {
    error: `must be a number in [0, ${MOST_PARAMETER}] or the name of a parameter`,
  })
  .describe('a number, which becomes a fixed parameter of the drug, or the name of a parameter of the model');
const exponent = wholeIn(1, MOST_EXPONENT).describe('Hill exponent; by default 1');

const pharmacokinetics = z
  .discriminatedUnion(
    'model',
    [
      z.strictObject({
        model: z.literal('one-compartment').describe('an amount with linear elimination'),
        k10: quantity.describe('elimination; 1/day'),
      }),
      z.strictObject({
        model: z.literal('two-compartment').describe('a central and a peripheral amount, linear'),
        k12: quantity.describe('from the central to the peripheral compartment; 1/day'),
        k21: quantity.describe('back; 1/day'),
        k10: quantity.describe('elimination from the central compartment; 1/day'),
      }),
      z
        .strictObject({
          model: z.literal('saturable').describe('elimination that saturates (Michaelis-Menten)'),
          mostRate: quantity.describe('largest rate of elimination; dose units per day'),
          half: quantity.describe('central amount at half that rate; dose units'),
          k10: quantity.exactOptional().describe('further linear elimination; 1/day'),
          k12: quantity.exactOptional().describe('from the central to a peripheral compartment; 1/day'),
          k21: quantity.exactOptional().describe('back; 1/day'),
        })
        .refine(({ k12, k21 }) => (k12 === undefined) === (k21 === undefined), {
          error: 'must have k12 and k21, or neither',
        }),
    ],
    { error: 'must be one of one-compartment, two-compartment, saturable' },
  )
  .describe('how the amount of the drug changes in the body') as unknown as z.ZodType<Pharmacokinetics>;

const process = z
  .strictObject({
    kind: text.describe('kind of the process'),
    leaves: text.exactOptional().describe('cell state that it leaves'),
    enters: text.exactOptional().describe('cell state that it enters'),
  })
  .describe('all processes of a kind, or those between given cell states') as unknown as z.ZodType<ProcessReference>;

const target = z
  .strictObject({
    process: process.exactOptional(),
    molecule: text.exactOptional().describe('a molecule or complex of the model'),
    binding: z.tuple([text, text]).exactOptional().describe('two molecules whose complex is formed'),
  })
  .refine((on) => Object.keys(on).length === 1, { error: 'must have one of process, molecule, binding' })
  .describe(
    'what the effect changes: the rate of processes, a molecule, or a binding',
  ) as unknown as z.ZodType<EffectTarget>;

const half = quantity.describe('central amount at half the effect; dose units');

const effect = z
  .discriminatedUnion(
    'effect',
    [
      z.strictObject({
        effect: z.literal('kills'),
        cells: text.describe('cell state'),
        rate: quantity.describe('largest rate; 1/day'),
        efficacy: quantity.describe('rate (1 - exp(-efficacy a)); 1 per dose unit'),
      }),
      z.strictObject({
        effect: z.literal('drives'),
        process: process.describe('a process that only drugs cause'),
        half,
        exponent: exponent.exactOptional(),
      }),
      z
        .strictObject({
          effect: z.literal('inhibits'),
          on: target,
          potency: quantity.exactOptional().describe('divides by 1 + potency a; 1 per dose unit'),
          half: half.exactOptional(),
          exponent: exponent.exactOptional(),
          most: z
            .union([numberIn(0, 1), text], { error: 'must be a number in [0, 1] or the name of a parameter' })
            .exactOptional()
            .describe('largest relative decrease; by default 1'),
        })
        .refine(({ potency, half }) => (potency === undefined) !== (half === undefined), {
          error: 'must have either potency or half',
        })
        .refine(
          ({ potency, exponent, most }) => potency === undefined || (exponent === undefined && most === undefined),
          { error: 'must have exponent and most beside half alone' },
        ),
      z.strictObject({
        effect: z.literal('enhances'),
        on: target,
        half,
        exponent: exponent.exactOptional(),
        most: quantity.describe('largest relative increase'),
      }),
    ],
    { error: 'must be one of kills, drives, inhibits, enhances' },
  )
  .describe('one effect of the drug; a is its central amount') as unknown as z.ZodType<DrugEffect>;

/** A drug as a configuration defines it: the form that `qcic drugs show` prints. */
export const drugDefinition = z
  .strictObject({
    label: text.describe('name in reports'),
    symbol: z
      .string()
      .regex(/^\w+$/, { error: 'must be letters, digits or underscores' })
      .exactOptional()
      .describe('suffix of its states and parameters; by default the name of the drug'),
    doseUnit: text.describe('unit of its doses'),
    pharmacokinetics,
    effects: z.array(effect).max(MOST_EFFECTS).describe('what the drug does to the network'),
    source: z.string().max(MOST_TEXT).default('').describe('where the numbers come from'),
    calibrated: z
      .boolean()
      .default(false)
      .describe('whether its effects have been fitted to trials; where not, every result of its arms is marked'),
  })
  .describe('a drug; `qcic drugs show NAME` prints one in this form') as unknown as z.ZodType<DrugDefinition>;

/** Names of drugs are parts of names of parameters and columns. */
export const drugName = z
  .string({ error: 'must be the name of a drug' })
  .regex(/^[A-Za-z]\w*$/, { error: 'must be a letter, then letters, digits or underscores' });

/** Drugs of a configuration, by name. */
export const drugs = z
  .record(drugName, drugDefinition)
  .default({})
  .describe('drugs of your own, by name; their names differ from those of the drugs that ship');
