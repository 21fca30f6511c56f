import { z } from 'zod';

/** Name of a study; also of its default folder. */
export const studyName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*$/, { error: 'must be letters, digits, dot, dash or underscore' });

/** Seed of every random stream: a whole number or a text; 0 is valid. */
export const studySeed = z.union([z.int().min(0), z.string().min(1)]).transform(String);
