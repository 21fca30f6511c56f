import { z } from 'zod';

/** What must be equal for two processes to compute the same bits from the same data. */
export const programIdentitySchema = z.strictObject({
  /** Form of the messages. */
  protocol: z.number().int(),
  /** Version of the package. */
  version: z.string().max(100),
  /** Hash of the code that runs, and of the versions of the libraries that it runs with. */
  code: z.string().max(100),
  /** Hash of the model's equations and fixed parameters. */
  model: z.string().max(100),
  /** Hash of the schema of configurations. */
  config: z.string().max(100),
  /** JavaScript engine and processor: library functions and vector instructions differ between them. */
  machine: z.string().max(100),
  /** Implementation of TensorFlow.js. */
  tensorflow: z.string().max(100),
});
export type ProgramIdentity = Readonly<z.infer<typeof programIdentitySchema>>;

/** Raised when the form of messages, keys or payloads changes. */
export const PROTOCOL = 1;

const message: Readonly<Record<keyof ProgramIdentity, string>> = {
  protocol: 'form of messages',
  version: 'version',
  code: 'code',
  model: 'model',
  config: 'configuration schema',
  machine: 'JavaScript engine and processor',
  tensorflow: 'TensorFlow.js',
};

/**
 * In words, what differs between the program that a run was started with and the one of a worker.
 *
 * @returns empty where nothing differs
 */
export function identityDifferences(run: ProgramIdentity, worker: ProgramIdentity): string {
  return (Object.keys(message) as (keyof ProgramIdentity)[])
    .filter((part) => run[part] !== worker[part])
    .map((part) => `${message[part]} ${run[part]} in the run, ${worker[part]} here`)
    .join('; ');
}
