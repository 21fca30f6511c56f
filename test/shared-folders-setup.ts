// Runs before and after all tests: the folder of examples that the processes of the tests share.
import { openSharedFolders } from './shared-folder.js';

let remove = async () => {};

export async function setup(): Promise<void> {
  remove = await openSharedFolders();
}

export async function teardown(): Promise<void> {
  await remove();
}
