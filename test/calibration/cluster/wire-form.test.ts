// Evidence: laws.
import { expect, it } from 'vitest';
import { taskForms } from '../../../calibration/cluster/wire/task-forms.js';
import { wireFormOf } from '../../../calibration/cluster/wire-form.js';
import { tasks } from '../../../calibration/engine/tasks.js';

it.each(Object.keys(tasks))('wireFormOf finds a form for the task %s', (kind) => {
  expect(wireFormOf(taskForms, kind)).toBe(taskForms[kind as keyof typeof tasks]);
});

it.each(['', 'sing', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  "wireFormOf finds none for what came as '%s'",
  (kind) => {
    expect(wireFormOf(taskForms, kind)).toBeUndefined();
  },
);
