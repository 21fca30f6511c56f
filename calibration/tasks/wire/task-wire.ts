import type { Wire } from '../../engine/queue/wire-form.js';
import type { Tasks } from '../tasks.js';
import { markersForm } from './markers-form.js';
import { parsePacked } from './parse-packed.js';
import { refitForm } from './refit-form.js';
import { simulateForm } from './simulate-form.js';

/** Wire form of all tasks of an engine. */
export const taskWire: Wire<Tasks> = {
  forms: { simulate: simulateForm, 'analyse markers': markersForm, refit: refitForm },
  parse: parsePacked,
};
