import { parentPort } from 'node:worker_threads';
import { serveTasks } from '../engine/local/serve-tasks.js';
import { tasks } from './tasks.js';

if (parentPort !== null) serveTasks(parentPort, tasks);
