import type { Wire } from '../../engine/queue/wire-form.js';
import type { CompileModel } from '../../pool/compiled-model.js';
import type { Tasks } from '../tasks.js';
import { markersForm } from './markers-form.js';
import { parsePacked } from './parse-packed.js';
import { refitForm } from './refit-form.js';
import { simulateFormWith } from './simulate-form.js';

/**
 * Wire form of all tasks of an engine, for a worker with a backend.
 *
 * @param compile - of the backend; default: WebAssembly
 */
export const taskWireWith = (compile?: CompileModel): Wire<Tasks> => ({
  forms: { simulate: simulateFormWith(compile), 'analyse markers': markersForm, refit: refitForm },
  parse: parsePacked,
});

/** Wire form of all tasks of an engine. */
export const taskWire: Wire<Tasks> = taskWireWith();
