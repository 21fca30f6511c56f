// Evidence: laws.
import { expect, it } from 'vitest';
import { wireFormOf } from '../../../../calibration/engine/queue/wire-form.js';
import { tasks } from '../../../../calibration/tasks/tasks.js';
import { taskForms } from '../../../../calibration/tasks/wire/task-forms.js';

it.each(Object.keys(tasks))('wireFormOf finds a form for the task %s', (kind) => {
  expect(wireFormOf(taskForms, kind)).toBe(taskForms[kind as keyof typeof tasks]);
});

it.each(['', 'sing', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  "wireFormOf finds none for what came as '%s'",
  (kind) => {
    expect(wireFormOf(taskForms, kind)).toBeUndefined();
  },
);
