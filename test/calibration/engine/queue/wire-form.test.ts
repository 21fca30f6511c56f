// Evidence: laws.
import { expect, it } from 'vitest';
import { wireFormOf } from '../../../../calibration/engine/queue/wire-form.js';
import { tasks } from '../../../../calibration/tasks/tasks.js';
import { taskWire } from '../../../../calibration/tasks/wire/task-wire.js';

it.each(Object.keys(tasks))('wireFormOf finds a form for the task %s', (kind) => {
  expect(wireFormOf(taskWire.forms, kind)).toBe(taskWire.forms[kind as keyof typeof tasks]);
});

it.each(['', 'sing', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  "wireFormOf finds none for what came as '%s'",
  (kind) => {
    expect(wireFormOf(taskWire.forms, kind)).toBeUndefined();
  },
);
